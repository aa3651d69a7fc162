import type { MeDto, SupportTicketDto } from '@app/contracts';
import type { TicketListView } from './ticket-list';

/** True when the server would list this ticket in the view. */
export function isInView(
  ticket: SupportTicketDto,
  { view, state }: TicketListView,
  me: Pick<MeDto, 'id' | 'role'>,
): boolean {
  if (state !== null && ticket.state !== state) return false;
  if (me.role === 'user') return ticket.requester.id === me.id;
  if (view === 'mine') return ticket.assignee?.id === me.id;
  return view === 'all' || ticket.assignee === null;
}

/** The newer of two copies of a ticket. A copy for staff carries a history, and two changes may fall into one millisecond. */
export function newerTicket(known: SupportTicketDto | undefined, ticket: SupportTicketDto): SupportTicketDto {
  if (!known || ticket.updatedAt > known.updatedAt) return ticket;
  if (ticket.updatedAt < known.updatedAt) return known;
  return (ticket.history?.length ?? 0) >= (known.history?.length ?? 0) ? ticket : known;
}

export function byUpdate(a: SupportTicketDto, b: SupportTicketDto): number {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
