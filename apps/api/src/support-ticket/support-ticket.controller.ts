import type { Page, SupportTicketDto } from '@app/contracts';
import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests, OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { AssignTicketDto, CreateTicketDto, TicketListQueryDto, UpdateTicketDto } from './support-ticket.dto';
import { SupportTicketService } from './support-ticket.service';
import { TicketEditing } from './ticket-editing';
import { TicketQueue } from './ticket-queue';

@ApiController('support-tickets')
export class SupportTicketController {
  constructor(
    private readonly tickets: SupportTicketService,
    private readonly queue: TicketQueue,
    private readonly editing: TicketEditing,
  ) {}

  @AlsoForGuests()
  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: TicketListQueryDto): Promise<Page<SupportTicketDto>> {
    return this.queue.list(actor, query);
  }

  /** 200 for a first request and for its repeat alike. */
  @AlsoForGuests()
  @Post()
  @HttpCode(200)
  create(@CurrentActor() actor: Actor, @Body() input: CreateTicketDto): Promise<SupportTicketDto> {
    return this.tickets.create(actor, input);
  }

  @AlsoForGuests()
  @Get(':ticketId')
  get(@CurrentActor() actor: Actor, @Param('ticketId', IdPipe) ticketId: string): Promise<SupportTicketDto> {
    return this.tickets.get(actor, ticketId);
  }

  @OnlyFor('agent', 'admin')
  @Patch(':ticketId')
  update(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() input: UpdateTicketDto,
  ): Promise<SupportTicketDto> {
    return this.editing.update(actor, ticketId, input);
  }

  @OnlyFor('agent', 'admin')
  @Post(':ticketId/assign')
  @HttpCode(200)
  assign(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() input: AssignTicketDto,
  ): Promise<SupportTicketDto> {
    return this.tickets.assign(actor, ticketId, input);
  }
}
