import { AppError } from './app-error';
import { toMoment } from './zoned-time';

const at = (local: string, timeZone: string) => toMoment({ local, timeZone }, 'publishAt').toISOString();

describe(toMoment, () => {
  it.each([
    ['2026-11-22T09:00', 'Africa/Algiers', '2026-11-22T08:00:00.000Z'],
    ['2026-07-01T09:00', 'Europe/Paris', '2026-07-01T07:00:00.000Z'],
    ['2026-01-01T00:00', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
    ['2026-11-22T09:00', 'UTC', '2026-11-22T09:00:00.000Z'],
    ['2026-11-22T23:30', 'Pacific/Kiritimati', '2026-11-22T09:30:00.000Z'],
  ])('%s in %s', (local, timeZone, expected) => {
    expect(at(local, timeZone)).toBe(expected);
  });

  it('moves a time that the zone skips past the gap', () => {
    expect(at('2026-03-29T02:30', 'Europe/Paris')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('takes the first of a time that comes twice', () => {
    expect(at('2026-10-25T02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('knows how many days a month has', () => {
    expect(() => at('2026-02-30T10:00', 'UTC')).toThrow(AppError);
  });
});
