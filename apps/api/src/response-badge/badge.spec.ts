import { type AskedThread, badgeOf } from './badge';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const HOUR_MS = 3_600_000;

/** Asked so many days ago, answered so many hours later. */
const thread = (daysAgo: number, hours: number | null): AskedThread => {
  const askedAt = new Date(NOW.getTime() - daysAgo * 24 * HOUR_MS);
  return { askedAt, answeredAt: hours === null ? null : new Date(askedAt.getTime() + hours * HOUR_MS) };
};
const many = (count: number, daysAgo: number, hours: number | null) =>
  Array.from({ length: count }, (_, index) => thread(daysAgo + index / 100, hours));

describe(badgeOf.name, () => {
  it('says nothing without threads', () => {
    expect(badgeOf([], NOW)).toEqual({ answeredPercent: null, meanReplyMs: null, threads: 0 });
  });

  it('counts what was answered within 24 hours, and takes the mean of all first replies', () => {
    const threads = [...many(6, 5, 2), ...many(2, 8, 30), ...many(2, 9, null)];
    expect(badgeOf(threads, NOW)).toEqual({ answeredPercent: 60, meanReplyMs: 9 * HOUR_MS, threads: 10 });
  });

  it('draws the line at 24 hours', () => {
    const threads = [...many(5, 5, 24), ...many(5, 5, 24.01)];
    expect(badgeOf(threads, NOW).answeredPercent).toBe(50);
  });

  it('takes all of 30 days when they are 10 or more, and nothing older', () => {
    const threads = [...many(12, 29, 1), ...many(20, 31, null)];
    expect(badgeOf(threads, NOW)).toMatchObject({ answeredPercent: 100, threads: 12 });
  });

  it('takes the last 10 of 90 days when 30 days have fewer', () => {
    const threads = [...many(4, 10, 1), ...many(6, 40, null), ...many(50, 60, 1)];
    expect(badgeOf(threads, NOW)).toMatchObject({ answeredPercent: 40, threads: 10 });
    expect(badgeOf([...many(3, 80, 1), ...many(9, 91, null)], NOW)).toMatchObject({ answeredPercent: 100, threads: 3 });
  });

  it('leaves out what can still be answered in time', () => {
    expect(badgeOf([thread(0.5, null), thread(0.5, 1)], NOW)).toMatchObject({ answeredPercent: 100, threads: 1 });
    expect(badgeOf([thread(1.1, null)], NOW)).toEqual({ answeredPercent: 0, meanReplyMs: null, threads: 1 });
  });
});
