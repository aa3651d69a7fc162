import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const BATCH = 2_000;
const DAY_MS = 86_400_000;
const CUSTOMERS = 200_000;
const TAGS = 40;
/** Of a grown desk: three years of tickets, of which one is not archived yet; little of it is still worked on. */
const ARCHIVED_SHARE = 0.6;
const LIVE_SHARE = 0.02;
const LIVE_STATES = { new: 0.1, open: 0.45, pending: 0.35, on_hold: 0.1 };
const SOLVED_SHARE = 0.03;
const CATEGORIES = { general: 0.4, booking: 0.35, destination: 0.1, complaint: 0.15 };
const PRIORITIES = { low: 0.15, normal: 0.65, high: 0.17, urgent: 0.03 };
const LANGUAGES = { en: 0.2, fr: 0.35, ar: 0.45 };
const WORDS =
  'refund deposit booking delivery seller price photo address visa driver late broken invoice account'.split(' ');

/**
 * Writes tickets straight into the database, as the API would have stored them, with the turns and changes that their clocks are worked
 * out from. Chats are left out: a list does not read them.
 * @returns {Promise<{ live: number, archived: number, colleague: string, customers: string[], tags: string[], rareTag: string }>}
 */
export async function fillTickets(db, me, { total, agents, say }) {
  const { ObjectId } = createRequire(import.meta.url)('bson');
  const staff = [new ObjectId(me), ...Array.from({ length: agents - 1 }, () => new ObjectId())];
  const customers = Array.from({ length: Math.min(CUSTOMERS, total) }, () => new ObjectId());
  await addPeople(db, staff.slice(1), 'agent', say);
  await addPeople(db, customers, 'user', say);
  const made = { live: 0, archived: 0 };
  const now = Date.now();
  for (let written = 0; written < total; written += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, total - written) }, (_, index) => {
      const number = 1_001 + written + index;
      return toTicket({ ObjectId, number, now, staff, customers, made });
    });
    await db.collection('supporttickets').insertMany(rows, { ordered: false });
    if (written % 100_000 === 0) say(`${written} tickets ...`);
  }
  await db.collection('counters').updateOne({ _id: 'ticket' }, { $set: { value: total } }, { upsert: true });
  return {
    ...made,
    colleague: staff[1].toHexString(),
    customers: customers.slice(0, 20).map((id) => id.toHexString()),
    tags: Array.from({ length: 5 }, (_, index) => `tag-${index * 8}`),
    rareTag: 'hardly-ever',
  };
}

async function addPeople(db, ids, role, say) {
  for (let at = 0; at < ids.length; at += BATCH) {
    const rows = ids.slice(at, at + BATCH).map((_id, index) => ({
      ...{
        _id,
        name: `Person ${at + index}`,
        nameWords: ['person'],
        role,
        locale: 'en',
        timeZone: 'UTC',
        createdAt: new Date(),
      },
    }));
    await db.collection('users').insertMany(rows, { ordered: false });
  }
  say(`${ids.length} people of the role ${role}.`);
}

function toTicket({ ObjectId, number, now, staff, customers, made }) {
  const part = Math.random();
  const isArchived = part < ARCHIVED_SHARE;
  const isLive = part > 1 - LIVE_SHARE;
  if (isArchived) made.archived++;
  if (isLive) made.live++;
  const age = isArchived ? 365 + Math.random() * 730 : isLive ? Math.random() * 12 : Math.random() * 365;
  const createdAt = new Date(now - age * DAY_MS);
  const after = (days) => new Date(Math.min(now, createdAt.getTime() + days * DAY_MS));
  const state = isLive ? pick(LIVE_STATES) : !isArchived && Math.random() < SOLVED_SHARE ? 'solved' : 'closed';
  const requesterId = any(customers);
  const assigneeId = state === 'new' ? null : any(staff);
  const priority = pick(PRIORITIES);
  const category = pick(CATEGORIES);
  const entry = (at, actorId, field, from, to) => ({ at, actorId, field, from, to });
  const steps = {
    new: [],
    open: [],
    pending: ['pending'],
    on_hold: ['on_hold'],
    solved: ['solved'],
    closed: ['solved', 'closed'],
  };
  const history = [entry(createdAt, requesterId, 'state', null, 'new')];
  if (state !== 'new') {
    history.push(entry(after(0.1), assigneeId, 'assignee', null, assigneeId.toHexString()));
    history.push(entry(after(0.1), assigneeId, 'state', 'new', 'open'));
  }
  for (const [index, to] of steps[state].entries())
    history.push(entry(after(1 + index), assigneeId, 'state', 'open', to));
  const updatedAt = history.at(-1).at;
  const isSnoozed = isLive && Math.random() < 0.05;
  return {
    ...{ _id: new ObjectId(), number, requesterId, clientMsgId: randomUUID(), chatId: new ObjectId() },
    ...{ subject: `${any(WORDS)} ${any(WORDS)} ${number}`, category, priority, state, assigneeId },
    ...{ isAwaitingReply: isLive && Math.random() < 0.5, lastMessageSeq: 4, history, language: pick(LANGUAGES) },
    slaPolicies: [{ at: createdAt, policy: promiseFor(priority) }],
    slaTurns: state === 'new' ? [] : [{ at: after(0.1), isReply: true }],
    slaDueAt: isLive && state !== 'pending' && state !== 'on_hold' ? after(3) : null,
    tags:
      Math.random() < 0.3
        ? [`tag-${Math.floor(Math.random() * TAGS)}`, ...(Math.random() < 0.0003 ? ['hardly-ever'] : [])]
        : [],
    ...{
      snoozedUntil: isSnoozed ? new Date(now + 5 * DAY_MS) : null,
      mergedInto: null,
      followUpOf: null,
      rating: null,
    },
    escalation:
      Math.random() < 0.02 && assigneeId
        ? { at: after(0.5), byId: assigneeId, reason: 'Wants to speak to a lead' }
        : null,
    solvedAt: steps[state].includes('solved') ? after(1) : null,
    closedAt: state === 'closed' ? after(2) : null,
    archivedAt: isArchived ? after(367) : null,
    ...{ createdAt, updatedAt },
  };
}

/** A desk that is closed at noon, on Fridays and Saturdays, and on holidays: its clocks are the most work to read. */
function promiseFor(priority) {
  const hour = 3_600_000;
  const [first, next, resolution] = { urgent: [1, 2, 8], high: [4, 8, 24], normal: [8, 16, 72], low: [24, 48, 168] }[
    priority
  ];
  const day = [
    { from: 480, to: 720 },
    { from: 780, to: 1_020 },
  ];
  const hours = {
    timeZone: 'Africa/Algiers',
    holidays: ['2026-01-01', '2026-05-01', '2026-07-05', '2026-11-01'],
    week: [day, day, day, day, day, [], []],
  };
  return { hours, firstResponseMs: first * hour, nextResponseMs: next * hour, resolutionMs: resolution * hour };
}

function any(list) {
  return list[Math.floor(Math.random() * list.length)];
}

/** One of the names, as likely as its share says. */
function pick(shares) {
  let left = Math.random();
  for (const [name, share] of Object.entries(shares)) {
    left -= share;
    if (left <= 0) return name;
  }
  return Object.keys(shares)[0];
}
