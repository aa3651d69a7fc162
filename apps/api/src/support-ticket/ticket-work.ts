import type { SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import { SlaPolicies } from '../sla/sla-policies';
import { SlaWatch } from './sla-watch';
import type { SupportTicket } from './support-ticket.schema';
import { TicketAnnouncer } from './ticket-announcer';
import type { TicketChange } from './ticket-change';
import { TicketWriter } from './ticket-writer';

/** Changes with all that belongs to them: what is promised from now on, who is in the chat, the clocks, the fact. */
@Injectable()
export class TicketWork {
  constructor(
    private readonly writer: TicketWriter,
    private readonly announcer: TicketAnnouncer,
    private readonly policies: SlaPolicies,
    private readonly sla: SlaWatch,
    private readonly chats: ChatService,
  ) {}

  /** All of the changes in one write. CONFLICT when somebody else was faster. */
  async write(actor: Actor, ticket: SupportTicket, changes: TicketChange[]): Promise<SupportTicket> {
    if (changes.length === 0) return ticket;
    const changed = await this.writer.apply(actor, ticket, changes, await this.promiseAfter(ticket, changes));
    const newAssigneeId = changes.some(({ field }) => field === 'assignee') && changed.assigneeId?.toHexString();
    if (newAssigneeId) await this.chats.join(changed.chatId.toHexString(), newAssigneeId);
    return changed;
  }

  /** Every change ends here: the clocks follow it, and it is told. */
  async settle(actor: Actor, ticket: SupportTicket): Promise<SupportTicketDto> {
    return this.announcer.announce(actor, await this.sla.follow(ticket));
  }

  /** Both; what changes nothing is told to nobody. */
  async apply(actor: Actor, ticket: SupportTicket, changes: TicketChange[]): Promise<SupportTicketDto> {
    if (changes.length === 0) return this.announcer.present(actor, ticket);
    return this.settle(actor, await this.write(actor, ticket, changes));
  }

  private async promiseAfter(ticket: SupportTicket, changes: TicketChange[]) {
    if (!changes.some(({ field }) => field === 'priority' || field === 'category')) return undefined;
    const { priority, category } = Object.assign({}, ticket, ...changes.map(({ set }) => set)) as SupportTicket;
    return this.policies.for(priority, category);
  }
}
