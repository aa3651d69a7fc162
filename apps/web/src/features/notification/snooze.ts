const HOUR_MS = 3_600_000;
const MORNING = 8;
const MONDAY = 1;

export const SNOOZE_CHOICES = ['hour', 'tomorrow', 'week'] as const;
export type SnoozeChoice = (typeof SNOOZE_CHOICES)[number];

/** In an hour, tomorrow morning, or on Monday morning, by the clock on this device's wall. */
export function snoozedUntil(choice: SnoozeChoice, now: Date): string {
  if (choice === 'hour') return new Date(now.getTime() + HOUR_MS).toISOString();
  const daysToMonday = (MONDAY + 7 - now.getDay()) % 7 || 7;
  const days = choice === 'tomorrow' ? 1 : daysToMonday;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING).toISOString();
}
