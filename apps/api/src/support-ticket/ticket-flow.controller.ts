import type { SupportTicketDto } from '@app/contracts';
import { Body, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests, OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { LinkTicketDto, MergeTicketDto, RateTicketDto } from './ticket-flow.dto';
import { TicketLinks } from './ticket-links';
import { TicketMerge } from './ticket-merge';
import { TicketRating } from './ticket-rating';

/** What leads from one ticket to another, and to its end. */
@ApiController('support-tickets/:ticketId')
export class TicketFlowController {
  constructor(
    private readonly merges: TicketMerge,
    private readonly links: TicketLinks,
    private readonly ratings: TicketRating,
  ) {}

  /** Answers the surviving ticket, the older one. */
  @OnlyFor('agent', 'admin')
  @Post('merge')
  @HttpCode(200)
  merge(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() input: MergeTicketDto,
  ): Promise<SupportTicketDto> {
    return this.merges.merge(actor, ticketId, input);
  }

  /** Of the ticket that was merged; answers it as it was before. */
  @OnlyFor('agent', 'admin')
  @Delete('merge')
  undoMerge(@CurrentActor() actor: Actor, @Param('ticketId', IdPipe) ticketId: string): Promise<SupportTicketDto> {
    return this.merges.undo(actor, ticketId);
  }

  @OnlyFor('agent', 'admin')
  @Post('links')
  @HttpCode(200)
  link(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() input: LinkTicketDto,
  ): Promise<SupportTicketDto> {
    return this.links.link(actor, ticketId, input);
  }

  @OnlyFor('agent', 'admin')
  @Delete('links/:otherId')
  unlink(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Param('otherId', IdPipe) otherId: string,
  ): Promise<SupportTicketDto> {
    return this.links.unlink(actor, ticketId, otherId);
  }

  /** By the customer alone. */
  @AlsoForGuests()
  @Put('rating')
  rate(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() input: RateTicketDto,
  ): Promise<SupportTicketDto> {
    return this.ratings.rate(actor, ticketId, input);
  }
}
