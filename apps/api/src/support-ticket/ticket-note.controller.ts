import type { Page, TicketNoteDto } from '@app/contracts';
import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { PageQueryDto } from '../common/page.dto';
import { TicketNotes } from './ticket-note';
import { CreateNoteDto } from './ticket-note.dto';

@OnlyFor('agent', 'admin')
@ApiController('support-tickets/:ticketId/notes')
export class TicketNoteController {
  constructor(private readonly notes: TicketNotes) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() query: PageQueryDto,
  ): Promise<Page<TicketNoteDto>> {
    return this.notes.list(actor, ticketId, query);
  }

  /** 200 for a first request and for its repeat alike. */
  @Post()
  @HttpCode(200)
  add(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() input: CreateNoteDto,
  ): Promise<TicketNoteDto> {
    return this.notes.add(actor, ticketId, input);
  }
}
