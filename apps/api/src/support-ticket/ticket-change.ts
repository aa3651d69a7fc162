import type { TicketCategory, TicketHistoryField, TicketPriority, TicketState } from '@app/contracts';
import { toObjectId } from '../common/object-id';
import type { SupportTicket } from './support-ticket.schema';

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
