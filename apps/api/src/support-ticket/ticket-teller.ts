import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import { MessageService } from '../message/message.service';
import { NotificationService } from '../notification/notification.service';
import { UserService } from '../user/user.service';
import type { StoredTicketEntry, SupportTicket } from './support-ticket.schema';

/** What a change of a ticket means in its thread and in the customer's bell: a line each, and whether it can be written in. */
@Injectable()
export class TicketTeller {
  constructor(
    private readonly chats: ChatService,
    private readonly messages: MessageService,
    private readonly notifications: NotificationService,
    private readonly users: UserService,
  ) {}

  /** Priority, tags and the like are the desk's own business; state, assignee and merges are told to the customer. */
  async tell(actor: Actor, ticket: SupportTicket, entries: StoredTicketEntry[]): Promise<void> {
    const firstStep = ticket.history.length - entries.length + 1;
    // The step that a merge takes is told by the merge.
    const isMerge = entries.some(({ field }) => field === 'merge');
    // Who it was passed up to is told why.
    const isEscalation = entries.some(({ field }) => field === 'escalation');
    for (const [index, entry] of entries.entries()) {
      const key = `${ticket._id.toHexString()}:${firstStep + index}`;
      if (entry.field === 'assignee') await this.tellAssignee(actor, ticket, entry, key);
      if (entry.field === 'assignee' && !isEscalation) await this.ringAssignee(actor, ticket, entry, firstStep + index);
      if (entry.field === 'merge') await this.tellMerge(actor, ticket, entry, key);
      if (entry.field !== 'state') continue;
      if (!isMerge) await this.tellState(actor, ticket, entry, key, firstStep + index);
      await this.openOrClose(ticket, entry);
    }
  }

  private async tellState(
    actor: Actor,
    ticket: SupportTicket,
    { to }: StoredTicketEntry,
    key: string,
    seq: number,
  ): Promise<void> {
    const chatId = ticket.chatId.toHexString();
    const requesterId = ticket.requesterId.toHexString();
    const state = to ?? '';
    await this.messages.appendSystem(chatId, key, { kind: 'ticketState', values: { state } }, actor);
    if (actor.id === requesterId) return;
    const ticketId = ticket._id.toHexString();
    await this.notifications.ring(requesterId, {
      type: 'ticket',
      groupKey: `ticket:${ticketId}`,
      seq,
      title: ticket.subject,
      text: '',
      data: { ticketId, chatId, state, ...(isAsked(ticket, state) && { asksRating: true }) },
    });
  }

  private async tellAssignee(actor: Actor, ticket: SupportTicket, { to }: StoredTicketEntry, key: string) {
    if (!to) return;
    const { name } = await this.users.summaryOf(to);
    const line = { kind: 'ticketAssigned' as const, values: { name } };
    await this.messages.appendSystem(ticket.chatId.toHexString(), key, line, actor);
  }

  /** Whoever takes it knows. */
  private async ringAssignee(actor: Actor, ticket: SupportTicket, { to }: StoredTicketEntry, seq: number) {
    if (!to || to === actor.id) return;
    const ticketId = ticket._id.toHexString();
    await this.notifications.ring(to, {
      type: 'ticket',
      groupKey: `assigned:${ticketId}`,
      seq,
      title: ticket.subject,
      text: '',
      data: { ticketId, chatId: ticket.chatId.toHexString(), desk: 'assigned' },
    });
  }

  private async tellMerge(actor: Actor, ticket: SupportTicket, { from, to }: StoredTicketEntry, key: string) {
    const kind = to ? ('ticketMerged' as const) : ('ticketUnmerged' as const);
    const line = { kind, values: { number: to ?? from ?? '' } };
    await this.messages.appendSystem(ticket.chatId.toHexString(), key, line, actor);
  }

  private async openOrClose({ chatId }: SupportTicket, { from, to }: StoredTicketEntry): Promise<void> {
    if (to === 'closed') await this.chats.setState(chatId.toHexString(), 'closed');
    if (from === 'closed') await this.chats.setState(chatId.toHexString(), 'open');
  }
}

function isAsked({ rating }: SupportTicket, state: string): boolean {
  return state === 'solved' && rating?.score === null;
}
