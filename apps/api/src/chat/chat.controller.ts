import type { ChatCountsDto, ChatDto, InboxSyncDto, Page, ReceiptDto } from '@app/contracts';
import { Body, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { ChatListQueryDto, ChatPreferencesDto, ReadBodyDto, SyncInboxDto } from './chat.dto';
import { ChatService } from './chat.service';
import { InboxSync } from './inbox-sync';

@ApiController('chats')
export class ChatController {
  constructor(
    private readonly chats: ChatService,
    private readonly inbox: InboxSync,
  ) {}

  @AlsoForGuests()
  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: ChatListQueryDto): Promise<Page<ChatDto>> {
    return this.chats.list(actor, query);
  }

  @AlsoForGuests()
  @Get('counts')
  counts(@CurrentActor() actor: Actor): Promise<ChatCountsDto> {
    return this.chats.counts(actor);
  }

  /** What changed in the list while a client was away; the same as the command syncInbox. */
  @AlsoForGuests()
  @Post('sync')
  @HttpCode(200)
  syncInbox(@CurrentActor() actor: Actor, @Body() input: SyncInboxDto): Promise<InboxSyncDto> {
    return this.inbox.sync(actor, input);
  }

  @AlsoForGuests()
  @Get(':chatId')
  get(@CurrentActor() actor: Actor, @Param('chatId', IdPipe) chatId: string): Promise<ChatDto> {
    return this.chats.get(actor, chatId);
  }

  @AlsoForGuests()
  @Put(':chatId/read')
  markRead(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Body() { seq }: ReadBodyDto,
  ): Promise<ReceiptDto> {
    return this.chats.markRead(actor, chatId, seq);
  }

  /** The caller's own flags: pin, mute, archive, mark unread. */
  @Put(':chatId/preferences')
  setPreferences(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Body() input: ChatPreferencesDto,
  ): Promise<ChatDto> {
    return this.chats.setPreferences(actor, chatId, input);
  }
}
