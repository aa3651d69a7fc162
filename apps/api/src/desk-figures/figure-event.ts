import type { TicketCategory, TicketState } from '@app/contracts';
import { slaPromisesOf, type TargetClock } from '../sla/sla-clock';
import type { SupportTicket } from '../support-ticket/support-ticket.schema';
import { slaEventsOf } from '../support-ticket/ticket-sla';

type What =
  | { kind: 'opened' }
  /** Wall time since it was opened. */
  | { kind: 'answered'; afterMs: number }
  | { kind: 'solved'; afterMs: number }
  | { kind: 'reopened' }
  /** A promise was kept, or broken. */
  | { kind: 'promise'; isMet: boolean }
  | { kind: 'rated'; score: number }
  /** One unsolved ticket more, or less. */
  | { kind: 'backlog'; by: 1 | -1 };

/** Something that counts, when it was, and whose it is: of whoever had the ticket then. */
export type FigureEvent = What & { at: number; category: TicketCategory; agentId: string | null };

const DONE: ReadonlySet<string | null> = new Set<TicketState>(['solved', 'closed']);

/** What a ticket adds to the figures as it is: for good, or until the next of its promises is broken. */
export interface TicketFigures {
  events: FigureEvent[];
  until: number;
}

/** The fields that figures are read from. */
export const FIGURE_FIELDS = [
  'category',
  'assigneeId',
  'history',
  'slaPolicies',
  'slaTurns',
  'mergedInto',
  'rating',
  'createdAt',
  'updatedAt',
  'closedAt',
];

/** All that counts about a ticket, read from its history. In no order. */
export function ticketFiguresOf(ticket: SupportTicket, now: number): TicketFigures {
  const { category, createdAt } = ticket;
  const event = (at: number, what: What): FigureEvent => ({ ...what, at, category, agentId: holderAt(ticket, at) });
  const taken = (at: number, what: What): FigureEvent => ({ ...event(at, what), agentId: takerAt(ticket, at) });
  const opened = createdAt.getTime();
  const answered = ticket.slaTurns?.find(({ isReply }) => isReply)?.at.getTime();
  const promises = promisesOf(ticket, now);
  const events = [
    taken(opened, { kind: 'opened' }),
    ...(answered === undefined ? [] : [taken(answered, { kind: 'answered', afterMs: answered - opened })]),
    ...stepsOf(ticket).map(({ at, what }) => event(at, what)),
    ...promises.flatMap(({ missedAt, metAt }) => {
      const at = missedAt ?? metAt;
      return at === null ? [] : [event(at, { kind: 'promise', isMet: missedAt === null })];
    }),
    ...ratingsOf(ticket).map(({ at, score }) => event(at, { kind: 'rated', score })),
  ];
  const running = promises.flatMap(({ dueAt, missedAt, metAt }) =>
    missedAt === null && metAt === null ? (dueAt ?? []) : [],
  );
  return { events, until: Math.min(Number.POSITIVE_INFINITY, ...running) };
}

function stepsOf({ history, createdAt }: SupportTicket): { at: number; what: What }[] {
  return history.flatMap(({ at: date, field, from, to }) => {
    if (field !== 'state') return [];
    const at = date.getTime();
    const [was, is] = [from === null || DONE.has(from), DONE.has(to)];
    return [
      ...(to === 'solved' ? [{ at, what: { kind: 'solved' as const, afterMs: at - createdAt.getTime() } }] : []),
      ...(from === 'solved' && !is ? [{ at, what: { kind: 'reopened' as const } }] : []),
      ...(was === is ? [] : [{ at, what: { kind: 'backlog' as const, by: is ? (-1 as const) : (1 as const) } }]),
    ];
  });
}

/** What was merged away was not solved by that, and its question is another ticket's now. */
function promisesOf(ticket: SupportTicket, now: number): TargetClock[] {
  if (ticket.mergedInto) return [];
  return slaPromisesOf(slaEventsOf(ticket), ticket.closedAt?.getTime() ?? now);
}

/** The last word of the customer, when it was said. */
function ratingsOf({ rating, history }: SupportTicket): { at: number; score: number }[] {
  if (!rating || rating.score === null) return [];
  const at = history.findLast(({ field }) => field === 'rating')?.at ?? rating.askedAt;
  return [{ at: at.getTime(), score: rating.score }];
}

function holderAt({ history }: SupportTicket, at: number): string | null {
  return history.findLast((entry) => entry.field === 'assignee' && entry.at.getTime() <= at)?.to ?? null;
}

/** Who had it, or took it next: what is said first is stored a moment before it takes the ticket. */
function takerAt(ticket: SupportTicket, at: number): string | null {
  const next = ticket.history.find((entry) => entry.field === 'assignee' && entry.to && entry.at.getTime() > at);
  return holderAt(ticket, at) ?? next?.to ?? null;
}
