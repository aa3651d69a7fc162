import type { TicketState } from '@app/contracts';
import fc from 'fast-check';
import type { BusinessHours } from './business-hours';
import { type SlaEvent, type SlaPolicy, slaClocksOf, slaPromisesOf } from './sla-clock';

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

describe('what is solved', () => {
  it('owes no first answer, unless it was late before, and owes it again when opened', () => {
    const solved = [created(), state(30, 'solved')];
    expect(clocks(500, ...solved)).toMatchObject({ firstResponse: null, resolution: { metAt: at(30) } });
    expect(clocks(510, ...solved, state(500, 'open')).firstResponse).toMatchObject({
      elapsedMs: 40 * MINUTE,
      dueAt: at(530),
      missedAt: null,
    });
    const late = clocks(500, created(), state(90, 'solved')).firstResponse;
    expect(late).toMatchObject({ missedAt: at(60), elapsedMs: 90 * MINUTE });
  });

  it('owes no next answer, and misses none', () => {
    const solved = [created(), replied(10), wrote(20), state(60, 'solved')];
    expect(clocks(50, ...solved).nextResponse).toMatchObject({ dueAt: at(140) });
    expect(clocks(5_000, ...solved)).toMatchObject({ nextResponse: null, missedNextResponses: 0 });
    expect(clocks(5_000, ...solved, state(4_000, 'closed'))).toMatchObject({ nextResponse: null });
    expect(slaPromisesOf([...solved, state(4_000, 'closed')], at(5_000)).map(({ missedAt }) => missedAt)).toEqual([
      ...[null, null, null],
    ]);
    expect(clocks(5_010, ...solved, state(5_000, 'open')).nextResponse).toMatchObject({ dueAt: at(5_080) });
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

describe('against a model that looks at every second', () => {
  const SECOND = 1_000;
  const OFFICE = [
    { from: 540, to: 720 },
    { from: 780, to: 1_020 },
  ];
  const NIGHT = [
    { from: 60, to: 240 },
    { from: 1_200, to: 1_440 },
  ];
  const weekOf = (day: { from: number; to: number }[], ...off: number[]) =>
    Array.from({ length: 7 }, (_, weekday) => (off.includes(weekday) ? [] : day));
  /** Desks with tickets that live while the clocks are put forward, or back. */
  const DESKS: { hours: BusinessHours; begin: number }[] = [
    ['Europe/Paris', weekOf(OFFICE, 0, 6), '2026-10-26', '2026-10-23T06:00:00Z'] as const,
    ['Europe/Paris', weekOf(NIGHT), '2026-03-30', '2026-03-27T20:00:00Z'] as const,
    ['America/New_York', weekOf(NIGHT), '2026-11-02', '2026-10-31T02:00:00Z'] as const,
    ['Africa/Cairo', weekOf(OFFICE, 5, 6), '2026-04-26', '2026-04-22T09:00:00Z'] as const,
    ['Africa/Cairo', weekOf(NIGHT, 5, 6), '2026-11-01', '2026-10-28T09:00:00Z'] as const,
    ['Africa/Algiers', weekOf(OFFICE, 5, 6), '2026-11-01', '2026-10-29T09:00:00Z'] as const,
  ].map(([timeZone, week, holiday, begin]) => ({
    hours: { timeZone, week, holidays: [holiday] },
    begin: Date.parse(begin),
  }));
  const STATES: TicketState[] = ['open', 'pending', 'on_hold', 'solved'];

  /** By another road than the code's: what a clock of the zone shows, asked for every minute. */
  const openMinutes = ({ timeZone, week, holidays }: BusinessHours) => {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    const known = new Map<number, boolean>();
    const look = (minute: number): boolean => {
      const [date = '', time = ''] = clock.format(minute * MINUTE).split(' ');
      const [hour = 0, past = 0] = time.split(':').map(Number);
      const shown = hour * 60 + past;
      const blocks = week[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? [];
      return !holidays.includes(date) && blocks.some(({ from, to }) => shown >= from && shown < to);
    };
    return (minute: number): boolean => {
      const isOpen = known.get(minute) ?? look(minute);
      known.set(minute, isOpen);
      return isOpen;
    };
  };

  /** One clock: counts open seconds while it runs. */
  const stopwatch = (seconds: number) => {
    const watch = { usedMs: 0, upAt: null as number | null, missedAt: null as number | null };
    const count = (moment: number, isCut: (at: number) => boolean) => {
      // Missed when more than it was used; then it was missed when it was used up.
      if (watch.usedMs === seconds * SECOND && watch.upAt !== null) {
        watch.missedAt ??= isCut(watch.upAt) ? moment : watch.upAt;
      }
      watch.usedMs += SECOND;
      if (watch.usedMs === seconds * SECOND) watch.upAt = moment + SECOND;
    };
    return { watch, count };
  };

  const step = fc.record({
    gap: fc.integer({ min: 1, max: 30_000 }),
    what: fc.constantFrom('customerMessage', 'reply', ...STATES),
  });
  const target = fc.integer({ min: 1, max: 40_000 });
  const steps = fc.array(step, { maxLength: 8 });
  const rest = fc.integer({ min: 0, max: 60_000 });
  const isOpenAt = DESKS.map(({ hours }) => openMinutes(hours));

  it('agrees to the second on what is used up, and on when it was missed', () => {
    fc.assert(
      fc.property(fc.nat(DESKS.length - 1), steps, rest, target, target, (index, taken, after, first, whole) => {
        const { hours, begin } = DESKS[index] ?? { hours: ALWAYS, begin: START };
        const promised = {
          ...{ hours, nextResponseMs: null },
          ...{ firstResponseMs: first * SECOND, resolutionMs: whole * SECOND },
        };
        const events: SlaEvent[] = [{ kind: 'created', at: begin, policy: promised }];
        let end = begin;
        for (const { gap, what } of taken) {
          end += gap * SECOND;
          if (what === 'customerMessage' || what === 'reply') events.push({ kind: what, at: end });
          else events.push({ kind: 'state', at: end, state: what });
        }
        end += after * SECOND;
        const [answer, solution] = [stopwatch(first), stopwatch(whole)];
        const cuts = new Set(events.filter(({ kind }) => kind === 'state').map(({ at }) => at));
        const isCut = (moment: number) => cuts.has(moment);
        let isAnswered = false;
        let current: TicketState = 'new';
        let next = 0;
        for (let moment = begin; moment < end; moment += SECOND) {
          for (let event = events[next]; event && event.at <= moment; event = events[++next]) {
            if (event.kind === 'reply') isAnswered = true;
            if (event.kind === 'state') current = event.state;
          }
          if (!isOpenAt[index]?.(Math.floor(moment / MINUTE))) continue;
          if (!isAnswered && current !== 'solved') answer.count(moment, isCut);
          if (current === 'new' || current === 'open') solution.count(moment, isCut);
        }
        const told = slaClocksOf(events, end);
        const isMoot = current === 'solved' && !isAnswered && answer.watch.missedAt === null;
        if (isMoot) expect(told.firstResponse).toBeNull();
        else {
          expect(told.firstResponse).toMatchObject({
            ...{ elapsedMs: answer.watch.usedMs, missedAt: answer.watch.missedAt },
          });
        }
        expect(told.resolution).toMatchObject({
          ...{ elapsedMs: solution.watch.usedMs, missedAt: solution.watch.missedAt },
        });
      }),
      { numRuns: 60 },
    );
  });
});
