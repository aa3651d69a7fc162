import type { BroadcastDto, BroadcastPreviewDto, CreatedBroadcastDto, Page } from '@app/contracts';
import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { PageQueryDto } from '../common/page.dto';
import { AudienceInputDto, CreateBroadcastDto } from './broadcast.dto';
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

  @Get(':broadcastId')
  get(@Param('broadcastId', IdPipe) broadcastId: string): Promise<BroadcastDto> {
    return this.broadcasts.get(broadcastId);
  }
}
