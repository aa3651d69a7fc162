import { snoozedUntil } from './snooze';

describe(snoozedUntil.name, () => {
  // A Wednesday, late.
  const now = new Date(2026, 10, 18, 23, 30);

  it.each([
    ['hour', new Date(2026, 10, 19, 0, 30)],
    ['tomorrow', new Date(2026, 10, 19, 8)],
    ['week', new Date(2026, 10, 23, 8)],
  ] as const)('%s', (choice, expected) => {
    expect(snoozedUntil(choice, now)).toBe(expected.toISOString());
  });

  it('is a week away on a Monday', () => {
    expect(snoozedUntil('week', new Date(2026, 10, 23, 9))).toBe(new Date(2026, 10, 30, 8).toISOString());
  });
});
