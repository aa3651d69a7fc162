import type { TicketListQuery } from '@app/contracts';
import type { Schema } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';

type Key = Record<string, 1 | -1>;

const NEWEST: Key = { updatedAt: -1, _id: -1 };
const FACETS = ['state', 'category', 'priority', 'language'];
/** All four leave a few of hundreds of thousands: three of them leave so few that the fourth is looked for among them. */
const FACETS_TOGETHER = 3;

/** What is worked on, whatever the desk keeps besides: neither archived nor snoozed. */
const IN_QUEUE = { archivedAt: null, snoozedUntil: null };

const REQUESTER: Key = { requesterId: 1, ...NEWEST };
const ASSIGNEE: Key = { assigneeId: 1, ...NEWEST };
const ASSIGNEE_STATE: Key = { assigneeId: 1, state: 1, ...NEWEST };
const ASSIGNEE_PRIORITY: Key = { assigneeId: 1, priority: 1, ...NEWEST };
const DUE: Key = { slaDueAt: 1, _id: 1 };
const DUE_PRIORITY: Key = { priority: 1, slaDueAt: 1, _id: 1 };
// Parts of the tickets alone; their last field tells their keys apart.
const TAG: Key = { tags: 1, ...NEWEST, state: 1 };
const TAG_STATE: Key = { tags: 1, state: 1, ...NEWEST };
const ESCALATED: Key = { ...NEWEST, 'escalation.at': 1 };
const SNOOZED: Key = { ...NEWEST, snoozedUntil: 1 };
const ARCHIVED: Key = { ...NEWEST, archivedAt: 1 };
const ARCHIVED_PRIORITY: Key = { priority: 1, ...NEWEST, archivedAt: 1 };
// What the house does by itself: giving out what waits, the longest first; closing and putting away what has had its time.
const WAITING: Key = { state: 1, createdAt: 1, _id: 1 };
const SOLVED: Key = { solvedAt: 1 };
const CLOSED: Key = { closedAt: 1 };
/** Closed ones by when they were, the archive included. */
export const CLOSED_INDEX = { closedAt: 1, _id: 1 } as const;

/**
 * An index for every list, that serves what it asks for and its order. The queue as a whole has one for each thing that it is narrowed
 * down by, and for each two and three of them; what is asked for besides is looked for among what those leave.
 */
export function withTicketIndexes<S extends Schema>(schema: S): S {
  schema
    .index({ number: 1 }, { unique: true })
    .index({ requesterId: 1, clientMsgId: 1 }, { unique: true })
    .index({ chatId: 1 })
    .index(REQUESTER)
    .index(ASSIGNEE)
    .index(ASSIGNEE_STATE)
    .index(ASSIGNEE_PRIORITY, { partialFilterExpression: IN_QUEUE })
    .index(TAG, { partialFilterExpression: IN_QUEUE })
    .index(TAG_STATE, { partialFilterExpression: IN_QUEUE })
    .index(DUE, { partialFilterExpression: { slaDueAt: { $type: 'date' } } })
    .index(DUE_PRIORITY, { partialFilterExpression: { slaDueAt: { $type: 'date' } } })
    .index(ESCALATED, { partialFilterExpression: { escalation: { $type: 'object' } } })
    .index(SNOOZED, { partialFilterExpression: { snoozedUntil: { $type: 'date' } } })
    .index(ARCHIVED, { partialFilterExpression: { archivedAt: { $type: 'date' } } })
    .index(ARCHIVED_PRIORITY, { partialFilterExpression: { archivedAt: { $type: 'date' } } })
    .index(WAITING, { partialFilterExpression: { assigneeId: null } })
    .index(SOLVED, { partialFilterExpression: { state: 'solved' } })
    .index(CLOSED, { partialFilterExpression: { state: 'closed', archivedAt: null } })
    .index(CLOSED_INDEX, { partialFilterExpression: { closedAt: { $type: 'date' } } })
    .index({ ...NEWEST, state: 1 }, { partialFilterExpression: IN_QUEUE });
  for (const facets of upTo(FACETS_TOGETHER, FACETS)) {
    schema.index({ ...facets, ...NEWEST }, { partialFilterExpression: IN_QUEUE });
  }
  return schema;
}

/** Every choice of one to so many of these, as the beginning of a key. */
function upTo(most: number, [facet, ...rest]: readonly string[]): Key[] {
  if (facet === undefined || most === 0) return [];
  const own: Key = { [facet]: 1 };
  return [own, ...upTo(most - 1, rest).map((others) => ({ ...own, ...others })), ...upTo(most, rest)];
}

/** Whatever is not closed, in parts that are each found by what they are, and not by a look at all that is not. */
export const OPEN_TICKET_PARTS: readonly { filter: Record<string, unknown>; index: Key }[] = [
  { filter: IN_QUEUE, index: { state: 1, ...NEWEST } },
  { filter: { snoozedUntil: { $type: 'date' } }, index: SNOOZED },
];

/**
 * The index that a list is read by. Named, because a planner that counts bound fields would take two common ones for more than a rare tag.
 * Undefined: the queue, whose indexes are all of one kind.
 */
export function ticketIndexFor(actor: Actor, { view, state, priority, tag, assigneeId, requesterId }: TicketListQuery) {
  if (!isStaff(actor) || requesterId) return REQUESTER;
  // Urgent ones are few, and would be looked for among all others.
  if (view === 'due') return priority ? DUE_PRIORITY : DUE;
  if (view === 'snoozed') return SNOOZED;
  if (view === 'archived') return priority ? ARCHIVED_PRIORITY : ARCHIVED;
  if (tag !== undefined) return state ? TAG_STATE : TAG;
  if (view === 'escalated') return ESCALATED;
  if (view === 'mine' || view === 'unassigned' || assigneeId) {
    return state ? ASSIGNEE_STATE : priority ? ASSIGNEE_PRIORITY : ASSIGNEE;
  }
  return undefined;
}
