import fc from 'fast-check';
import { addBusinessMs, type Block, type BusinessHours, businessMsBetween } from './business-hours';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(text);

const OFFICE: Block[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60, to: 17 * 60 },
];
/** Sunday to Thursday: Friday and Saturday are the weekend. */
const ALGIERS: BusinessHours = {
  timeZone: 'Africa/Algiers',
  week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  holidays: ['2026-11-01'],
};
const ALWAYS: Block[] = [{ from: 0, to: 1_440 }];
const always = (timeZone: string, holidays: string[] = []): BusinessHours => ({
  timeZone,
  week: Array.from({ length: 7 }, () => ALWAYS),
  holidays,
});

describe('business hours', () => {
  it('count several blocks a day and leave out the pause, the weekend and holidays', () => {
    const count = (from: string, to: string) => businessMsBetween(ALGIERS, at(from), at(to)) / HOUR;
    expect(count('2026-11-02T08:00:00Z', '2026-11-02T16:00:00Z')).toBe(7);
    expect(count('2026-11-02T10:30:00Z', '2026-11-02T12:30:00Z')).toBe(1);
    // Thursday 16:00 local to Monday 10:00: Friday and Saturday off, Sunday the 1st a holiday.
    expect(count('2026-10-29T15:00:00Z', '2026-11-02T09:00:00Z')).toBe(2);
    expect(count('2026-11-02T10:00:00Z', '2026-11-02T10:00:00Z')).toBe(0);
    expect(count('2026-11-02T10:00:00Z', '2026-11-02T09:00:00Z')).toBe(0);
  });

  it('find the instant when time is up', () => {
    const add = (from: string, hours: number) => addBusinessMs(ALGIERS, at(from), hours * HOUR);
    expect(add('2026-10-29T15:00:00Z', 2)).toBe(at('2026-11-02T09:00:00Z'));
    expect(add('2026-11-02T08:00:00Z', 7)).toBe(at('2026-11-02T16:00:00Z'));
    expect(add('2026-11-02T08:00:00Z', 0)).toBe(at('2026-11-02T08:00:00Z'));
  });

  it('follow the clocks on the wall when they are put forward and back', () => {
    const paris = always('Europe/Paris');
    expect(businessMsBetween(paris, at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'))).toBe(23 * HOUR);
    expect(businessMsBetween(paris, at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'))).toBe(25 * HOUR);
    const night = (to: number): BusinessHours => ({
      ...paris,
      week: Array.from({ length: 7 }, () => [{ from: 60, to: to * 60 }]),
    });
    // 01:00 to 04:00 is two hours when 02:00 to 03:00 is not there, and four when it is there twice.
    expect(businessMsBetween(night(4), at('2026-03-28T23:00:00Z'), at('2026-03-29T22:00:00Z'))).toBe(2 * HOUR);
    expect(businessMsBetween(night(4), at('2026-10-24T22:00:00Z'), at('2026-10-25T23:00:00Z'))).toBe(4 * HOUR);
  });

  it('never end for a desk that never opens', () => {
    const never = { ...ALGIERS, week: [[], [], [], [], [], [], []] };
    expect(addBusinessMs(never, at('2026-11-02T08:00:00Z'), 1)).toBeNull();
    expect(businessMsBetween(never, at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toBe(0);
  });

  describe('against a model that looks at every minute', () => {
    const ZONES = [
      'Africa/Algiers',
      'Europe/Paris',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Cairo',
      'UTC',
    ];
    const TRANSITIONS = [
      ...['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-04', '2026-10-03'],
      ...['2026-04-24', '2026-10-30'],
    ];
    /** As drawn; or off on Friday and Saturday, as in Algiers and Cairo; or on Saturday and Sunday. */
    const WEEKENDS = [[], [5, 6], [6, 0]];
    const blocks = fc
      .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { maxLength: 6 })
      .map((edges) => edges.sort((a, b) => a - b))
      .map((edges) =>
        Array.from({ length: Math.floor(edges.length / 2) }, (_, i) => ({
          from: edges[2 * i] ?? 0,
          to: edges[2 * i + 1] ?? 0,
        })),
      );
    const hours = fc.record({
      timeZone: fc.constantFrom(...ZONES),
      week: fc
        .tuple(fc.array(blocks, { minLength: 7, maxLength: 7 }), fc.constantFrom(...WEEKENDS))
        .map(([week, off]) => week.map((day, weekday) => (off.includes(weekday) ? [] : day))),
      holidays: fc.subarray(TRANSITIONS),
    });
    /** From any second to any other. */
    const span = fc
      .tuple(
        fc.constantFrom(...TRANSITIONS),
        fc.integer({ min: -48 * 3_600, max: 24 * 3_600 }),
        fc.integer({ min: 0, max: 240_000 }),
      )
      .map(([date, shift, length]) => ({ from: at(date) + shift * SECOND, to: at(date) + (shift + length) * SECOND }));

    const clocks = new Map<string, Intl.DateTimeFormat>();
    function wallClock(timeZone: string): Intl.DateTimeFormat {
      const made =
        clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
      clocks.set(timeZone, made);
      return made;
    }

    /** What the clocks show, by another road than the code's: one formatter, asked for every minute. */
    function isOpen({ timeZone, week, holidays }: BusinessHours, instant: number): boolean {
      const [date = '', time = ''] = wallClock(timeZone).format(instant).split(' ');
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      const day = new Date(`${date}T00:00:00Z`).getUTCDay();
      const shown = hour * 60 + minute;
      return !holidays.includes(date) && (week[day] ?? []).some(({ from, to }) => shown >= from && shown < to);
    }

    it('counts the same to the second, and its deadlines are where the time is used up', () => {
      fc.assert(
        fc.property(hours, span, (desk, { from, to }) => {
          let open = 0;
          for (let minute = Math.floor(from / MINUTE) * MINUTE; minute < to; minute += MINUTE) {
            if (isOpen(desk, minute)) open += Math.min(minute + MINUTE, to) - Math.max(minute, from);
          }
          expect(businessMsBetween(desk, from, to)).toBe(open);
          if (open === 0) return;
          const due = addBusinessMs(desk, from, open) ?? Number.NaN;
          expect(due).toBeLessThanOrEqual(to);
          expect(businessMsBetween(desk, from, due)).toBe(open);
          expect(businessMsBetween(desk, from, due - SECOND)).toBe(open - SECOND);
        }),
        { numRuns: 60 },
      );
    });
  });
});
