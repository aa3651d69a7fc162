import type {
  BroadcastChoicesDto,
  BroadcastDto,
  BroadcastHistoryDto,
  BroadcastPreviewDto,
  CreatedBroadcastDto,
  Page,
} from '@app/contracts';
import { Body, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { PageQueryDto } from '../common/page.dto';
import { AudienceInputDto, CreateBroadcastDto, ScheduleBroadcastDto, UpdateBroadcastDto } from './broadcast.dto';
import { BroadcastService } from './broadcast.service';

@OnlyFor('admin')
@ApiController('broadcasts')
export class BroadcastController {
  constructor(private readonly broadcasts: BroadcastService) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: PageQueryDto): Promise<Page<BroadcastDto>> {
    return this.broadcasts.list(actor, query);
  }

  /** 200 for a first broadcast and for its repeat alike; `duplicate` tells them apart. */
  @Post()
  @HttpCode(200)
  create(@CurrentActor() actor: Actor, @Body() input: CreateBroadcastDto): Promise<CreatedBroadcastDto> {
    return this.broadcasts.create(actor, input);
  }

  @Post('preview')
  @HttpCode(200)
  preview(@Body() audience: AudienceInputDto): Promise<BroadcastPreviewDto> {
    return this.broadcasts.preview(audience);
  }

  @Get('choices')
  choices(): Promise<BroadcastChoicesDto> {
    return this.broadcasts.choices();
  }

  @Get(':broadcastId')
  get(@Param('broadcastId', IdPipe) broadcastId: string): Promise<BroadcastDto> {
    return this.broadcasts.get(broadcastId);
  }

  @Put(':broadcastId')
  update(@Param('broadcastId', IdPipe) id: string, @Body() input: UpdateBroadcastDto): Promise<BroadcastDto> {
    return this.broadcasts.update(id, input);
  }

  /** Of a draft only: whatever went out stays on record. */
  @Delete(':broadcastId')
  removeDraft(@Param('broadcastId', IdPipe) id: string): Promise<void> {
    return this.broadcasts.removeDraft(id);
  }

  /** Seen, read and clicked by the hour. */
  @Get(':broadcastId/history')
  history(@Param('broadcastId', IdPipe) id: string): Promise<BroadcastHistoryDto> {
    return this.broadcasts.history(id);
  }

  @Post(':broadcastId/schedule')
  @HttpCode(200)
  schedule(
    @CurrentActor() actor: Actor,
    @Param('broadcastId', IdPipe) id: string,
    @Body() input: ScheduleBroadcastDto,
  ): Promise<BroadcastDto> {
    return this.broadcasts.schedule(actor, id, input);
  }

  @Post(':broadcastId/pause')
  @HttpCode(200)
  pause(@Param('broadcastId', IdPipe) id: string): Promise<BroadcastDto> {
    return this.broadcasts.pause(id);
  }

  @Post(':broadcastId/resume')
  @HttpCode(200)
  resume(@Param('broadcastId', IdPipe) id: string): Promise<BroadcastDto> {
    return this.broadcasts.resume(id);
  }

  @Post(':broadcastId/cancel')
  @HttpCode(200)
  cancel(@Param('broadcastId', IdPipe) id: string): Promise<BroadcastDto> {
    return this.broadcasts.cancel(id);
  }
}
