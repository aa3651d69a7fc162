import type { SavedViewDto } from '@app/contracts';
import { Body, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { SavedViewInputDto } from './ticket-view.dto';
import { TicketViewService } from './ticket-view.service';

@OnlyFor('agent', 'admin')
@ApiController('ticket-views')
export class TicketViewController {
  constructor(private readonly views: TicketViewService) {}

  @Get()
  list(@CurrentActor() actor: Actor): Promise<SavedViewDto[]> {
    return this.views.list(actor);
  }

  @Post()
  @HttpCode(200)
  create(@CurrentActor() actor: Actor, @Body() input: SavedViewInputDto): Promise<SavedViewDto> {
    return this.views.create(actor, input);
  }

  @Put(':viewId')
  update(
    @CurrentActor() actor: Actor,
    @Param('viewId', IdPipe) viewId: string,
    @Body() input: SavedViewInputDto,
  ): Promise<SavedViewDto> {
    return this.views.update(actor, viewId, input);
  }

  @Delete(':viewId')
  remove(@CurrentActor() actor: Actor, @Param('viewId', IdPipe) viewId: string): Promise<void> {
    return this.views.remove(actor, viewId);
  }
}
