import type { SupportTicketDto } from '@app/contracts';
import { Body, HttpCode, Param, Post } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { EscalateTicketDto } from './support-ticket.dto';
import { TicketEscalations } from './ticket-escalation';

@OnlyFor('agent', 'admin')
@ApiController('support-tickets/:ticketId/escalate')
export class TicketEscalationController {
  constructor(private readonly escalations: TicketEscalations) {}

  @Post()
  @HttpCode(200)
  escalate(
    @CurrentActor() actor: Actor,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() input: EscalateTicketDto,
  ): Promise<SupportTicketDto> {
    return this.escalations.escalate(actor, ticketId, input);
  }
}
