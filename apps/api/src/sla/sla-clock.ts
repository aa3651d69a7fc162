import type { TicketState } from '@app/contracts';
import { addBusinessMs, type BusinessHours, businessMsBetween } from './business-hours';

/** A clock warns when this share of its time is used up. */
const WARN_SHARE = 0.75;
/** Waiting for the customer, or for somebody else: no time for the desk. */
const PAUSED: ReadonlySet<TicketState> = new Set(['pending', 'on_hold']);
const DONE: ReadonlySet<TicketState> = new Set(['solved', 'closed']);

/** What was promised, as it was when it was promised: later changes of the policy do not reach the past. Milliseconds of open time. */
export interface SlaPolicy {
  hours: BusinessHours;
  firstResponseMs: number | null;
  nextResponseMs: number | null;
  resolutionMs: number | null;
  /** A ticket with a missed promise is passed up. The clocks do not mind. */
  escalates?: boolean;
}

/** The part of a ticket's history that its clocks follow; in the order of time, milliseconds since 1970. */
export type SlaEvent =
  | { kind: 'created'; at: number; policy: SlaPolicy }
  /** Another priority or category: other promises from here on. */
  | { kind: 'policy'; at: number; policy: SlaPolicy }
  | { kind: 'state'; at: number; state: TicketState }
  /** What the customer wrote after the description. */
  | { kind: 'customerMessage'; at: number }
  /** By a person of the staff, to the customer: notes and automatic answers are none. */
  | { kind: 'reply'; at: number };

export interface TargetClock {
  targetMs: number;
  startedAt: number;
  /** Open time used so far. */
  elapsedMs: number;
  /** When it is used up if nothing happens; the moment it was, when missed; null while it stands still, and when it was met in time. */
  dueAt: number | null;
  /** When 75 % are used up; null while it stands still, and when it is too late for a warning. */
  warnAt: number | null;
  /** Stays: a late answer is late. */
  missedAt: number | null;
  metAt: number | null;
  isPaused: boolean;
}

/** The three promises about a ticket; null where there is none, or nothing to answer, as when it was solved without a word. */
export interface SlaClocks {
  firstResponse: TargetClock | null;
  nextResponse: TargetClock | null;
  resolution: TargetClock | null;
  /** Answers after the first one that came too late, the open one included. */
  missedNextResponses: number;
}

/** A stretch of one clock in which nothing changes. */
interface Stretch {
  from: number;
  to: number;
  hours: BusinessHours;
  targetMs: number | null;
  isRunning: boolean;
}

type Target = 'firstResponseMs' | 'nextResponseMs' | 'resolutionMs';

/** Everything about a ticket's promises at a moment, worked out from its history; nothing of it is stored. */
export function slaClocksOf(events: readonly SlaEvent[], now: number): SlaClocks {
  const { firstResponse, answers, isOwed, isDone, resolution } = promisesOf(events, now);
  const isFirstMoot = isDone && firstResponse?.metAt === null && firstResponse.missedAt === null;
  return {
    firstResponse: isFirstMoot ? null : firstResponse,
    nextResponse: isOwed ? (answers.at(-1) ?? null) : null,
    resolution,
    missedNextResponses: answers.filter((clock) => clock?.missedAt != null).length,
  };
}

/** Every promise there was about a ticket until a moment: the first answer, each one after it, the solution. */
export function slaPromisesOf(events: readonly SlaEvent[], now: number): TargetClock[] {
  const { firstResponse, answers, resolution } = promisesOf(events, now);
  return [firstResponse, ...answers, resolution].filter((clock) => clock !== null);
}

function promisesOf(events: readonly SlaEvent[], now: number) {
  const past = events.filter(({ at }) => at <= now);
  const created = past.find(({ kind }) => kind === 'created');
  if (!created) return { firstResponse: null, answers: [], isOwed: false, isDone: false, resolution: null };
  const firstReplyAt = past.find(({ kind }) => kind === 'reply')?.at ?? null;
  const waits = waitsAfter(past, firstReplyAt);
  const solvedAt = doneAt(past);
  return {
    firstResponse: clockOf(stretches(past, 'firstResponseMs', created.at, firstReplyAt ?? now), firstReplyAt, now),
    answers: waits.map(({ from, to }) => clockOf(stretches(past, 'nextResponseMs', from, to ?? now), to, now)),
    isOwed: solvedAt === null && waits.at(-1)?.to === null,
    isDone: solvedAt !== null,
    resolution: clockOf(stretches(past, 'resolutionMs', created.at, now), solvedAt, now),
  };
}

/** From the oldest unanswered message of the customer to the answer; `to` is null while there is none. */
function waitsAfter(events: readonly SlaEvent[], firstReplyAt: number | null): { from: number; to: number | null }[] {
  const waits: { from: number; to: number | null }[] = [];
  for (const { kind, at } of events) {
    if (firstReplyAt === null || at < firstReplyAt) continue;
    const last = waits.at(-1);
    const isWaiting = last?.to === null;
    if (kind === 'customerMessage' && !isWaiting) waits.push({ from: at, to: null });
    if (kind === 'reply' && last && isWaiting) last.to = at;
  }
  return waits;
}

/** When it became solved, if it still is. */
function doneAt(events: readonly SlaEvent[]): number | null {
  let since: number | null = null;
  for (const event of events) {
    if (event.kind !== 'state') continue;
    if (!DONE.has(event.state)) since = null;
    else since ??= event.at;
  }
  return since;
}

/** Cuts a time into stretches wherever the policy or the state changes. */
function stretches(events: readonly SlaEvent[], target: Target, from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  let policy: SlaPolicy | null = null;
  let state: TicketState = 'new';
  let start = from;
  const close = (end: number) => {
    if (!policy || end <= start) return;
    found.push({
      from: start,
      to: end,
      hours: policy.hours,
      targetMs: policy[target],
      isRunning: runsIn(state, target),
    });
    start = end;
  };
  for (const event of events) {
    if (event.at > to) break;
    if (event.kind !== 'state' && event.kind !== 'created' && event.kind !== 'policy') continue;
    close(event.at);
    if (event.kind === 'state') state = event.state;
    else policy = event.policy;
  }
  // At its very beginning a clock has used up nothing, but it is there.
  if (policy && to <= from) {
    return [{ from, to: from, hours: policy.hours, targetMs: policy[target], isRunning: runsIn(state, target) }];
  }
  close(to);
  return found;
}

/** Nothing runs on what is solved; only the solution waits for the customer, or for somebody else. */
function runsIn(state: TicketState, target: Target): boolean {
  return !DONE.has(state) && !(target === 'resolutionMs' && PAUSED.has(state));
}

function clockOf(parts: Stretch[], metAt: number | null, now: number): TargetClock | null {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || last.targetMs === null) return null;
  let elapsedMs = 0;
  let missedAt: number | null = null;
  let lastStartMs = 0;
  for (const { from, to, hours, targetMs, isRunning } of parts) {
    lastStartMs = elapsedMs;
    if (!isRunning) continue;
    if (missedAt === null && targetMs !== null) missedAt = crossing(hours, from, to, targetMs - elapsedMs);
    elapsedMs += businessMsBetween(hours, from, to);
  }
  const isOpen = metAt === null && last.isRunning;
  const ahead = (share: number): number | null => {
    if (!isOpen) return null;
    const left = (last.targetMs ?? 0) * share - lastStartMs;
    return left < 0 ? null : addBusinessMs(last.hours, last.from, left);
  };
  const warnAt = missedAt === null ? ahead(WARN_SHARE) : null;
  return {
    targetMs: last.targetMs,
    startedAt: first.from,
    elapsedMs,
    dueAt: missedAt ?? ahead(1),
    warnAt: warnAt !== null && warnAt > now ? warnAt : null,
    missedAt,
    metAt,
    isPaused: metAt === null && !last.isRunning,
  };
}

/** When the time left is used up, if that is before the end of the stretch; a promise met at its very last moment is kept. */
function crossing(hours: BusinessHours, from: number, to: number, left: number): number | null {
  if (left < 0) return from;
  const at = addBusinessMs(hours, from, left);
  return at !== null && at < to && businessMsBetween(hours, at, to) > 0 ? at : null;
}
