import { lastDays } from './figures-range';

describe(lastDays, () => {
  it('ends today by the clocks of the zone, also while it is still yesterday in UTC', () => {
    const now = new Date('2026-03-01T23:30:00Z');
    expect(lastDays(7, 'Africa/Algiers', now)).toEqual({
      from: '2026-02-24',
      to: '2026-03-02',
      timeZone: 'Africa/Algiers',
    });
    expect(lastDays(7, 'UTC', now)).toMatchObject({ from: '2026-02-23', to: '2026-03-01' });
  });

  it('counts whole days over a change of the clocks', () => {
    const now = new Date('2026-03-30T10:00:00Z');
    expect(lastDays(30, 'Europe/Paris', now)).toMatchObject({ from: '2026-03-01', to: '2026-03-30' });
  });
});
