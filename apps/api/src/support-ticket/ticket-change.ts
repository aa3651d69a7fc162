import {
  TICKET_TRANSITIONS,
  type TicketCategory,
  type TicketHistoryField,
  type TicketPriority,
  type TicketState,
} from '@app/contracts';
import { AppError } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import type { StoredEscalation, SupportTicket } from './support-ticket.schema';

/** One line of a ticket's history and what it writes. The write is refused when one of the fields in `set` is no longer what it was. */
export interface TicketChange {
  field: TicketHistoryField;
  from: string | null;
  to: string | null;
  set: Partial<SupportTicket>;
}

export function toState(ticket: SupportTicket, state: TicketState): TicketChange {
  const at = new Date();
  const moments = {
    ...(state === 'solved' && { solvedAt: at }),
    ...(state === 'open' && ticket.solvedAt && { solvedAt: null }),
    ...(state === 'closed' && { closedAt: at }),
  };
  return { field: 'state', from: ticket.state, to: state, set: { state, ...moments } };
}

export function toAssignee(ticket: SupportTicket, assigneeId: string | null): TicketChange {
  return {
    field: 'assignee',
    from: ticket.assigneeId?.toHexString() ?? null,
    to: assigneeId,
    set: { assigneeId: assigneeId === null ? null : toObjectId(assigneeId) },
  };
}

export function toPriority(ticket: SupportTicket, priority: TicketPriority): TicketChange {
  return { field: 'priority', from: ticket.priority, to: priority, set: { priority } };
}

export function toCategory(ticket: SupportTicket, category: TicketCategory): TicketChange {
  return { field: 'category', from: ticket.category, to: category, set: { category } };
}

/** Null brings it back into the queue. */
export function toSnooze(ticket: SupportTicket, until: Date | null): TicketChange {
  return {
    field: 'snooze',
    from: ticket.snoozedUntil?.toISOString() ?? null,
    to: until?.toISOString() ?? null,
    set: { snoozedUntil: until },
  };
}

export function withTag(ticket: SupportTicket, tag: string): TicketChange {
  return { field: 'tag', from: null, to: tag, set: { tags: [...(ticket.tags ?? []), tag] } };
}

export function withoutTag(ticket: SupportTicket, tag: string): TicketChange {
  const tags = (ticket.tags ?? []).filter((known) => known !== tag);
  return { field: 'tag', from: tag, to: null, set: { tags } };
}

/** The history names the lead; why is in the escalation itself. */
export function toEscalation(leadId: string, escalation: StoredEscalation): TicketChange {
  return { field: 'escalation', from: null, to: leadId, set: { escalation } };
}

/** The one spelling of a tag. */
export function tagOf(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Closed is final. */
export function requireOpenTicket(ticket: SupportTicket): void {
  if (ticket.state === 'closed') throw new AppError('CHAT_CLOSED', 'This ticket is closed.');
}

/** Throws ILLEGAL_TRANSITION, naming the legal states, when the ticket cannot be moved there by hand. */
export function requireLegal(ticket: SupportTicket, to: TicketState): void {
  const allowed = TICKET_TRANSITIONS[ticket.state];
  if (!allowed.includes(to)) {
    const names = allowed.length > 0 ? allowed.join(', ') : 'none';
    throw new AppError('ILLEGAL_TRANSITION', `A ticket that is ${ticket.state} can become: ${names}.`);
  }
  if (to === 'solved' && ticket.assigneeId === null) {
    throw new AppError('ILLEGAL_TRANSITION', 'A ticket needs an assignee before it can be solved.');
  }
}
