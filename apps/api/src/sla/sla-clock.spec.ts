import type { TicketState } from '@app/contracts';
import fc from 'fast-check';
import type { BusinessHours } from './business-hours';
import { type SlaEvent, type SlaPolicy, slaClocksOf } from './sla-clock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-02T08:00:00Z');
const ALWAYS: BusinessHours = {
  timeZone: 'UTC',
  week: Array.from({ length: 7 }, () => [{ from: 0, to: 1_440 }]),
  holidays: [],
};
const policy = (part: Partial<SlaPolicy> = {}): SlaPolicy => ({
  hours: ALWAYS,
  firstResponseMs: HOUR,
  nextResponseMs: 2 * HOUR,
  resolutionMs: DAY,
  ...part,
});
const at = (minutes: number) => START + minutes * MINUTE;
const created = (part: Partial<SlaPolicy> = {}): SlaEvent => ({ kind: 'created', at: START, policy: policy(part) });
const state = (minutes: number, to: TicketState): SlaEvent => ({ kind: 'state', at: at(minutes), state: to });
const wrote = (minutes: number): SlaEvent => ({ kind: 'customerMessage', at: at(minutes) });
const replied = (minutes: number): SlaEvent => ({ kind: 'reply', at: at(minutes) });
const clocks = (minutes: number, ...events: SlaEvent[]) => slaClocksOf(events, at(minutes));

describe('the first response', () => {
  it('runs from the creation, warns at 75 % and is due at its end', () => {
    expect(clocks(30, created()).firstResponse).toEqual({
      targetMs: HOUR,
      startedAt: START,
      elapsedMs: 30 * MINUTE,
      dueAt: at(60),
      warnAt: at(45),
      missedAt: null,
      metAt: null,
      isPaused: false,
    });
    expect(clocks(0, created()).firstResponse).toMatchObject({ elapsedMs: 0, dueAt: at(60) });
    expect(clocks(50, created()).firstResponse).toMatchObject({ warnAt: null, dueAt: at(60) });
  });

  it('is met by the first reply, at its last moment too, and then stands', () => {
    const met = { metAt: at(60), missedAt: null, elapsedMs: HOUR, dueAt: null };
    expect(clocks(500, created(), replied(60)).firstResponse).toMatchObject(met);
    expect(clocks(500, created(), replied(60), replied(300)).firstResponse).toMatchObject(met);
  });

  it('stays missed when the reply was late', () => {
    expect(clocks(61, created()).firstResponse).toMatchObject({ missedAt: at(60), metAt: null });
    expect(clocks(500, created(), replied(90)).firstResponse).toMatchObject({ missedAt: at(60), metAt: at(90) });
  });

  it('does not pause with the ticket', () => {
    expect(clocks(61, created(), state(5, 'on_hold')).firstResponse).toMatchObject({ missedAt: at(60) });
  });

  it('is not asked for by a policy without it', () => {
    expect(clocks(10, created({ firstResponseMs: null })).firstResponse).toBeNull();
  });
});

describe('the next response', () => {
  it('runs from the oldest unanswered message after the first reply', () => {
    const events = [created(), wrote(5), replied(10), wrote(20), wrote(40)];
    expect(clocks(50, ...events).nextResponse).toMatchObject({ startedAt: at(20), dueAt: at(140) });
    expect(clocks(8, created(), wrote(5)).nextResponse).toBeNull();
    expect(clocks(60, ...events, replied(55)).nextResponse).toBeNull();
  });

  it('counts each one that was missed', () => {
    const events = [created(), replied(10), wrote(20), replied(200), wrote(210), replied(220), wrote(300)];
    expect(clocks(500, ...events)).toMatchObject({ missedNextResponses: 2, nextResponse: { missedAt: at(420) } });
  });
});

describe('the resolution', () => {
  it('pauses while pending and on hold, and goes on with what was left', () => {
    const events = [created(), state(60, 'open'), state(120, 'pending'), state(600, 'open')];
    expect(clocks(300, ...events.slice(0, 3)).resolution).toMatchObject({
      elapsedMs: 2 * HOUR,
      isPaused: true,
      dueAt: null,
    });
    expect(clocks(660, ...events).resolution).toMatchObject({ elapsedMs: 3 * HOUR, dueAt: at(480) + DAY });
  });

  it('ends when solved, and goes on when opened again', () => {
    const solved = [created(), state(60, 'solved')];
    expect(clocks(5_000, ...solved).resolution).toMatchObject({ metAt: at(60), missedAt: null, elapsedMs: HOUR });
    const again = [...solved, state(5_000, 'open')];
    expect(clocks(5_060, ...again).resolution).toMatchObject({ metAt: null, elapsedMs: 2 * HOUR });
  });

  it('keeps the first solution when the ticket is closed after it', () => {
    const events = [created(), state(60, 'solved'), state(6_000, 'closed')];
    expect(clocks(7_000, ...events).resolution).toMatchObject({ metAt: at(60) });
  });
});

describe('another policy', () => {
  const sooner = (minutes: number, part: Partial<SlaPolicy>): SlaEvent => ({
    kind: 'policy',
    at: at(minutes),
    policy: policy(part),
  });

  it('holds from then on, with the time used so far', () => {
    const events = [created(), sooner(20, { firstResponseMs: 30 * MINUTE })];
    expect(clocks(25, ...events).firstResponse).toMatchObject({ targetMs: 30 * MINUTE, dueAt: at(30) });
  });

  it('that asks for less than was used up already is missed at once', () => {
    const events = [created(), sooner(40, { firstResponseMs: 30 * MINUTE })];
    expect(clocks(41, ...events).firstResponse).toMatchObject({ missedAt: at(40) });
  });

  it('does not make good what was missed before', () => {
    const events = [created(), sooner(90, { firstResponseMs: 10 * HOUR })];
    expect(clocks(95, ...events).firstResponse).toMatchObject({ missedAt: at(60) });
  });
});

describe('against a model that looks at every minute', () => {
  const NIGHTLY: BusinessHours = {
    timeZone: 'Europe/Paris',
    week: [
      [],
      ...Array.from({ length: 5 }, () => [
        { from: 540, to: 720 },
        { from: 780, to: 1_020 },
      ]),
      [],
    ],
    holidays: ['2026-10-26'],
  };
  // The clocks are put back in the night of 25 October.
  const BEGIN = Date.parse('2026-10-23T06:00:00Z');
  const STATES: TicketState[] = ['open', 'pending', 'on_hold', 'solved'];

  const wallClock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'short',
  });

  const isOpen = (instant: number): boolean => {
    const [date = '', time = ''] = wallClock.format(instant).split(' ');
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const shown = hour * 60 + minute;
    if (NIGHTLY.holidays.includes(date)) return false;
    const blocks = NIGHTLY.week[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? [];
    return blocks.some(({ from, to }) => shown >= from && shown < to);
  };

  const step = fc.record({
    gap: fc.integer({ min: 1, max: 600 }),
    what: fc.constantFrom('customerMessage', 'reply', ...STATES),
  });

  it('agrees on what is used up and on what was missed when', () => {
    const target = fc.integer({ min: 1, max: 900 });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 8 }),
        fc.integer({ min: 0, max: 1_200 }),
        target,
        target,
        (steps, rest, a, b) => {
          const promised = {
            hours: NIGHTLY,
            firstResponseMs: a * MINUTE,
            nextResponseMs: null,
            resolutionMs: b * MINUTE,
          };
          const events: SlaEvent[] = [{ kind: 'created', at: BEGIN, policy: promised }];
          let time = 0;
          for (const { gap, what } of steps) {
            time += gap;
            const moment = BEGIN + time * MINUTE;
            if (what === 'customerMessage' || what === 'reply') events.push({ kind: what, at: moment });
            else events.push({ kind: 'state', at: moment, state: what });
          }
          const end = time + rest;
          let [first, resolution] = [0, 0];
          let [firstMissed, resolutionMissed]: (number | null)[] = [null, null];
          let isAnswered = false;
          let current: TicketState = 'new';
          for (let minute = 0; minute < end; minute++) {
            const moment = BEGIN + minute * MINUTE;
            for (const event of events.filter((each) => each.at === moment)) {
              if (event.kind === 'reply') isAnswered = true;
              if (event.kind === 'state') current = event.state;
            }
            if (!isOpen(moment)) continue;
            if (!isAnswered) {
              if (first === a) firstMissed ??= minute;
              first++;
            }
            if (current === 'new' || current === 'open') {
              if (resolution === b) resolutionMissed ??= minute;
              resolution++;
            }
          }
          const told = slaClocksOf(events, BEGIN + end * MINUTE);
          expect(told.firstResponse?.elapsedMs).toBe(first * MINUTE);
          expect(told.resolution?.elapsedMs).toBe(resolution * MINUTE);
          expect(told.firstResponse?.missedAt !== null).toBe(firstMissed !== null);
          expect(told.resolution?.missedAt !== null).toBe(resolutionMissed !== null);
        },
      ),
      { numRuns: 60 },
    );
  });
});
