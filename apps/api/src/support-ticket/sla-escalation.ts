import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SlaWatch } from './sla-watch';
import type { SupportTicket } from './support-ticket.schema';
import { TicketEscalations } from './ticket-escalation';

/** The desk's rule about missed promises: what was promised under a policy that says so is passed up to a lead. */
@Injectable()
export class SlaEscalation implements OnModuleInit {
  constructor(
    private readonly watch: SlaWatch,
    private readonly escalations: TicketEscalations,
  ) {}

  onModuleInit(): void {
    this.watch.onMissed(async (ticket, { at }) => {
      if (escalatesAt(ticket, at)) await this.escalations.escalateByItself(ticket);
    });
  }
}

/** By what was promised then: another policy since does not rewrite the past. */
function escalatesAt({ slaPolicies }: SupportTicket, moment: number): boolean {
  return slaPolicies?.findLast(({ at }) => at.getTime() <= moment)?.policy.escalates ?? false;
}
