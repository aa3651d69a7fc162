import { type MeDto, SLA_TARGETS, type SlaClockDto, type SlaTarget, type SupportTicketDto } from '@app/contracts';
import type { TicketListView } from './ticket-list';

/** True when the server would list this ticket in the view. */
export function isInView(ticket: SupportTicketDto, shown: TicketListView, me: Pick<MeDto, 'id' | 'role'>): boolean {
  const { view, tag, language, assigneeId } = shown;
  if (PLAIN_FILTERS.some((name) => shown[name] !== null && ticket[name] !== shown[name])) return false;
  const { desk } = ticket;
  if (me.role === 'user' || !desk) return ticket.requester.id === me.id;
  if (tag !== null && !desk.tags.includes(tag)) return false;
  if (language !== null && desk.language !== language) return false;
  if (assigneeId !== null && ticket.assignee?.id !== assigneeId) return false;
  if ((view === 'archived') !== (desk.archivedAt !== null)) return false;
  if (view === 'archived') return true;
  if ((view === 'snoozed') !== (desk.snoozedUntil !== null)) return false;
  if (view === 'mine') return ticket.assignee?.id === me.id;
  if (view === 'due') return pressingClock(ticket) !== null;
  if (view === 'escalated') return desk.escalation !== null;
  return view !== 'unassigned' || (ticket.assignee === null && ticket.state !== 'closed');
}

const PLAIN_FILTERS = ['state', 'category', 'priority'] as const;

/** The newer of two copies of a ticket. A copy for staff carries a history, and two changes may fall into one millisecond. */
export function newerTicket(known: SupportTicketDto | undefined, ticket: SupportTicketDto): SupportTicketDto {
  if (!known || ticket.updatedAt > known.updatedAt) return ticket;
  if (ticket.updatedAt < known.updatedAt) return known;
  return (ticket.history?.length ?? 0) >= (known.history?.length ?? 0) ? ticket : known;
}

/** The promise that is used up first of those that run, missed ones included; null when none runs, as on what is solved, and to customers. */
export function pressingClock({
  sla,
  state,
}: SupportTicketDto): { target: SlaTarget; clock: SlaClockDto; dueAt: string } | null {
  if (state === 'solved' || state === 'closed') return null;
  const running = SLA_TARGETS.flatMap((target) => {
    const clock = sla?.[target];
    return clock?.dueAt && clock.metAt === null ? [{ target, clock, dueAt: clock.dueAt }] : [];
  });
  return running.sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0] ?? null;
}

/** How the server sorts a view. */
export function orderOf({ view }: TicketListView): (a: SupportTicketDto, b: SupportTicketDto) => number {
  return view === 'due' ? byDue : byUpdate;
}

/** True when a ticket stands in the list no further down than the last one of the loaded pages. */
export function isUpTo(ticket: SupportTicketDto, last: SupportTicketDto, view: TicketListView): boolean {
  return orderOf(view)(ticket, last) <= 0;
}

function byDue(a: SupportTicketDto, b: SupportTicketDto): number {
  const [dueA, dueB] = [pressingClock(a)?.dueAt ?? '', pressingClock(b)?.dueAt ?? ''];
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function byUpdate(a: SupportTicketDto, b: SupportTicketDto): number {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
