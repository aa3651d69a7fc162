import { isQuiet, nextAt } from './quiet-hours';

const night = { isOn: true, from: '22:00', to: '07:00' };

describe(isQuiet.name, () => {
  it.each<[string, string, boolean]>([
    ['2026-06-01T20:59:00Z', 'Africa/Algiers', false],
    ['2026-06-01T21:00:00Z', 'Africa/Algiers', true],
    ['2026-06-02T05:59:59Z', 'Africa/Algiers', true],
    ['2026-06-02T06:00:00Z', 'Africa/Algiers', false],
    ['2026-06-01T12:00:00Z', 'Pacific/Auckland', true],
    ['2026-06-01T12:00:00Z', 'UTC', false],
    ['2026-06-01T23:00:00Z', 'Atlantis/Nowhere', true],
  ])('at %s in %s: %s', (at, timeZone, expected) => {
    expect(isQuiet(night, timeZone, new Date(at))).toBe(expected);
  });

  it('knows hours within one day, the whole day, and none', () => {
    const noon = new Date('2026-06-01T12:00:00Z');
    expect(isQuiet({ isOn: true, from: '12:00', to: '13:00' }, 'UTC', noon)).toBe(true);
    expect(isQuiet({ isOn: true, from: '13:00', to: '14:00' }, 'UTC', noon)).toBe(false);
    expect(isQuiet({ isOn: true, from: '08:00', to: '08:00' }, 'UTC', noon)).toBe(true);
    expect(isQuiet({ ...night, isOn: false }, 'UTC', new Date('2026-06-01T23:00:00Z'))).toBe(false);
  });
});

describe(nextAt.name, () => {
  it.each<[string, string, string, string]>([
    ['07:00', '2026-06-01T22:30:00Z', 'Africa/Algiers', '2026-06-02T06:00:00Z'],
    ['07:00', '2026-06-02T05:00:00Z', 'Africa/Algiers', '2026-06-02T06:00:00Z'],
    ['07:00', '2026-06-02T06:00:00Z', 'Africa/Algiers', '2026-06-03T06:00:00Z'],
    // The night in which Paris changes its clocks is an hour shorter.
    ['07:00', '2026-03-28T23:00:00Z', 'Europe/Paris', '2026-03-29T05:00:00Z'],
    ['08:00', '2026-06-01T22:00:00Z', 'Atlantis/Nowhere', '2026-06-02T08:00:00Z'],
  ])('%s after %s in %s', (time, at, timeZone, expected) => {
    expect(nextAt(time, timeZone, new Date(at))).toEqual(new Date(expected));
  });
});
