import { SLA_TARGETS, type SlaClockDto, type SlaTarget, type TicketSlaDto } from '@app/contracts';
import { type SlaClocks, type SlaEvent, slaClocksOf, type TargetClock } from '../sla/sla-clock';
import type { SupportTicket } from './support-ticket.schema';

/** A moment at which somebody of the desk should look: a promise that is running out, or has. */
export interface SlaMoment {
  target: SlaTarget;
  kind: 'warning' | 'missed';
  at: number;
}

/** What a ticket's history says to its clocks. */
export function slaEventsOf({ createdAt, slaPolicies, slaTurns, history }: SupportTicket): SlaEvent[] {
  const [first, ...later] = slaPolicies ?? [];
  if (!first) return [];
  const events: SlaEvent[] = [
    { kind: 'created', at: createdAt.getTime(), policy: first.policy },
    ...later.map(({ at, policy }) => ({ kind: 'policy' as const, at: at.getTime(), policy })),
    ...(slaTurns ?? []).map(({ at, isReply }) => turn(at, isReply)),
    ...history.flatMap(({ at, field, to }) =>
      field === 'state' && to
        ? [{ kind: 'state' as const, at: at.getTime(), state: to as SupportTicket['state'] }]
        : [],
    ),
  ];
  return events.sort((a, b) => a.at - b.at);
}

function turn(at: Date, isReply: boolean): SlaEvent {
  return { kind: isReply ? 'reply' : 'customerMessage', at: at.getTime() };
}

/** A closed ticket's clocks stand where they were. */
export function slaOf(ticket: SupportTicket, now = ticket.closedAt?.getTime() ?? Date.now()): SlaClocks {
  return slaClocksOf(slaEventsOf(ticket), now);
}

export function toTicketSlaDto(ticket: SupportTicket): TicketSlaDto {
  const clocks = slaOf(ticket);
  return {
    firstResponse: toDto(clocks.firstResponse),
    nextResponse: toDto(clocks.nextResponse),
    resolution: toDto(clocks.resolution),
    missedNextResponses: clocks.missedNextResponses,
  };
}

/** When the first of the running promises is used up; null when none runs. What the queue is sorted by. */
export function nextDueAt(ticket: SupportTicket): Date | null {
  if (isDone(ticket)) return null;
  const clocks = slaOf(ticket);
  const due = SLA_TARGETS.flatMap((target) => {
    const clock = clocks[target];
    return clock && clock.metAt === null && clock.dueAt !== null ? [clock.dueAt] : [];
  });
  return due.length > 0 ? new Date(Math.min(...due)) : null;
}

/** A promise that a change broke at once is told as well; what was broken longer ago has been told. */
const JUST_NOW_MS = 3_600_000;

/** The moments to come, if nothing happens before, and those that have just been. */
export function momentsAhead(ticket: SupportTicket, now = Date.now()): SlaMoment[] {
  if (isDone(ticket)) return [];
  const clocks = slaOf(ticket, now);
  return SLA_TARGETS.flatMap((target): SlaMoment[] => {
    const clock = clocks[target];
    if (!clock || clock.metAt !== null) return [];
    const { missedAt } = clock;
    if (missedAt !== null) return missedAt > now - JUST_NOW_MS ? [{ target, kind: 'missed', at: missedAt }] : [];
    return [
      ...(clock.warnAt !== null ? [{ target, kind: 'warning' as const, at: clock.warnAt }] : []),
      ...(clock.dueAt !== null ? [{ target, kind: 'missed' as const, at: clock.dueAt }] : []),
    ];
  });
}

/** Nothing is owed any more, also when it was solved without a word. */
export function isDone({ state }: SupportTicket): boolean {
  return state === 'solved' || state === 'closed';
}

function toDto(clock: TargetClock | null): SlaClockDto | null {
  if (!clock) return null;
  const { targetMs, elapsedMs, isPaused } = clock;
  const [dueAt, warnAt, missedAt, metAt] = [clock.dueAt, clock.warnAt, clock.missedAt, clock.metAt].map(toText);
  return {
    targetMs,
    elapsedMs,
    dueAt: dueAt ?? null,
    warnAt: warnAt ?? null,
    missedAt: missedAt ?? null,
    metAt: metAt ?? null,
    isPaused,
  };
}

function toText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
