import type { NotificationCountsDto, NotificationDto, Page } from '@app/contracts';
import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { BellMarks } from './bell-marks';
import { NotificationListQueryDto, SnoozeDto } from './notification.dto';
import { NotificationService } from './notification.service';

@ApiController('notifications')
export class NotificationController {
  constructor(
    private readonly notifications: NotificationService,
    private readonly marks: BellMarks,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: NotificationListQueryDto): Promise<Page<NotificationDto>> {
    return this.notifications.list(actor, query);
  }

  @AlsoForGuests()
  @Get('counts')
  counts(@CurrentActor() actor: Actor): Promise<NotificationCountsDto> {
    return this.notifications.counts(actor);
  }

  @Post('read-all')
  @HttpCode(200)
  markAllRead(@CurrentActor() actor: Actor): Promise<NotificationCountsDto> {
    return this.marks.markAllRead(actor);
  }

  @Post('seen-all')
  @HttpCode(200)
  markAllSeen(@CurrentActor() actor: Actor): Promise<NotificationCountsDto> {
    return this.marks.markAllSeen(actor);
  }

  @Post(':notificationId/read')
  @HttpCode(200)
  markRead(@CurrentActor() actor: Actor, @Param('notificationId', IdPipe) id: string): Promise<NotificationDto> {
    return this.marks.markRead(actor, id);
  }

  @Post(':notificationId/archive')
  @HttpCode(200)
  archive(@CurrentActor() actor: Actor, @Param('notificationId', IdPipe) id: string): Promise<NotificationDto> {
    return this.marks.archive(actor, id);
  }

  @Delete(':notificationId/archive')
  unarchive(@CurrentActor() actor: Actor, @Param('notificationId', IdPipe) id: string): Promise<NotificationDto> {
    return this.marks.unarchive(actor, id);
  }

  @Post(':notificationId/snooze')
  @HttpCode(200)
  snooze(
    @CurrentActor() actor: Actor,
    @Param('notificationId', IdPipe) id: string,
    @Body() { until }: SnoozeDto,
  ): Promise<NotificationDto> {
    return this.marks.snooze(actor, id, new Date(until));
  }

  @Delete(':notificationId/snooze')
  unsnooze(@CurrentActor() actor: Actor, @Param('notificationId', IdPipe) id: string): Promise<NotificationDto> {
    return this.marks.unsnooze(actor, id);
  }
}
