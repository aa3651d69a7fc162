import { dayOf, daysBetween } from './day';

describe('dayOf', () => {
  it("changes at the viewer's midnight, not at UTC's", () => {
    expect(dayOf('2026-11-20T23:30:00Z', 'UTC')).toBe('2026-11-20');
    expect(dayOf('2026-11-20T23:30:00Z', 'Africa/Algiers')).toBe('2026-11-21');
  });

  it('is right on the day the clocks change', () => {
    expect(dayOf('2026-03-29T00:59:00Z', 'Europe/Paris')).toBe('2026-03-29');
    expect(dayOf('2026-03-29T21:59:00Z', 'Europe/Paris')).toBe('2026-03-29');
    expect(dayOf('2026-03-29T22:00:00Z', 'Europe/Paris')).toBe('2026-03-30');
  });
});

describe('daysBetween', () => {
  it('counts calendar days over months', () => {
    expect(daysBetween('2026-10-31', '2026-11-01')).toBe(1);
    expect(daysBetween('2026-11-01', '2026-11-01')).toBe(0);
  });
});
