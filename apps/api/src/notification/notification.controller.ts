import type { NotificationCountsDto, NotificationDto, Page } from '@app/contracts';
import { Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { NotificationListQueryDto } from './notification.dto';
import { NotificationService } from './notification.service';

@ApiController('notifications')
export class NotificationController {
  constructor(private readonly notifications: NotificationService) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: NotificationListQueryDto): Promise<Page<NotificationDto>> {
    return this.notifications.list(actor, query);
  }

  @Get('counts')
  counts(@CurrentActor() actor: Actor): Promise<NotificationCountsDto> {
    return this.notifications.counts(actor);
  }

  @Post('read-all')
  @HttpCode(200)
  markAllRead(@CurrentActor() actor: Actor): Promise<NotificationCountsDto> {
    return this.notifications.markAllRead(actor);
  }

  @Post('seen-all')
  @HttpCode(200)
  markAllSeen(@CurrentActor() actor: Actor): Promise<NotificationCountsDto> {
    return this.notifications.markAllSeen(actor);
  }

  @Post(':notificationId/read')
  @HttpCode(200)
  markRead(
    @CurrentActor() actor: Actor,
    @Param('notificationId', IdPipe) notificationId: string,
  ): Promise<NotificationDto> {
    return this.notifications.markRead(actor, notificationId);
  }
}
