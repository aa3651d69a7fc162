import type { TicketListQuery } from '@app/contracts';
import type { QueryFilter } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';
import { toObjectId } from '../common/object-id';
import type { SupportTicket } from './support-ticket.schema';
import { tagOf } from './ticket-change';

type Filter = QueryFilter<SupportTicket>;

/** What of the queue is asked for. Customers get their own tickets, whatever the view. */
export function ticketFilter(actor: Actor, query: TicketListQuery): Filter {
  const { state, category, priority, tag, language, assigneeId, requesterId } = query;
  const asked: Filter = { ...(state && { state }), ...(category && { category }), ...(priority && { priority }) };
  if (!isStaff(actor)) return { requesterId: toObjectId(actor.id), ...asked };
  const among: Filter = {
    ...asked,
    ...(tag !== undefined && { tags: tagOf(tag) }),
    ...(language && { language }),
    ...(assigneeId && { assigneeId: toObjectId(assigneeId) }),
    ...(requesterId && { requesterId: toObjectId(requesterId) }),
  };
  return { $and: [viewFilter(actor, query), among] };
}

function viewFilter(actor: Actor, { view }: TicketListQuery): Filter {
  if (view === 'archived') return { archivedAt: { $type: 'date' } };
  if (view === 'snoozed') return { snoozedUntil: { $type: 'date' } };
  const inQueue: Filter = { archivedAt: null, snoozedUntil: null };
  if (view === 'mine') return { ...inQueue, assigneeId: toObjectId(actor.id) };
  // A merge closes what nobody had.
  if (view === 'unassigned') return { ...inQueue, assigneeId: null, state: { $ne: 'closed' } };
  if (view === 'escalated') return { ...inQueue, escalation: { $type: 'object' } };
  if (view === 'due') return { ...inQueue, slaDueAt: { $type: 'date' } };
  return inQueue;
}
