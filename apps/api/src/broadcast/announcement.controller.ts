import type { AnnouncementDto } from '@app/contracts';
import { Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { forbidden } from '../common/app-error';
import { IdPipe } from '../common/id.pipe';
import { toAnnouncementDto } from './broadcast.presenter';
import { BroadcastFeed, type FeedItem } from './broadcast-feed';

/** Broadcasts as their readers have them. One that is not in the reader's bell answers as if it did not exist. */
@ApiController('announcements')
export class AnnouncementController {
  constructor(private readonly feed: BroadcastFeed) {}

  @Get(':broadcastId')
  async get(@CurrentActor() actor: Actor, @Param('broadcastId', IdPipe) broadcastId: string): Promise<AnnouncementDto> {
    return toAnnouncementDto(await this.require(actor, broadcastId));
  }

  /** Its link was followed. The row of the bell is marked read as every other row. */
  @Post(':broadcastId/click')
  @HttpCode(200)
  async click(
    @CurrentActor() actor: Actor,
    @Param('broadcastId', IdPipe) broadcastId: string,
  ): Promise<AnnouncementDto> {
    const item = await this.require(actor, broadcastId);
    await this.feed.markClicked(actor.id, [item], new Date());
    return toAnnouncementDto(item);
  }

  private async require(actor: Actor, broadcastId: string): Promise<FeedItem> {
    const item = await this.feed.find(actor.id, broadcastId);
    if (!item) throw forbidden();
    return item;
  }
}
