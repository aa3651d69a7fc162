import type { Locale } from '@app/contracts';
import type { BlockDraft } from './policy-draft';

/** What most desks keep, to begin with. */
export const PRESETS = ['always', 'sundayToThursday', 'mondayToFriday'] as const;
export type Preset = (typeof PRESETS)[number];

const OPEN: Record<Preset, { days: readonly number[]; from: string; to: string }> = {
  always: { days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '00:00' },
  sundayToThursday: { days: [0, 1, 2, 3, 4], from: '08:00', to: '17:00' },
  mondayToFriday: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
};

export function presetBlocks(preset: Preset): BlockDraft[] {
  const { days, from, to } = OPEN[preset];
  return days.map((weekday) => ({ weekday, from, to }));
}

const FIRST_DAY: Record<Locale, number> = { en: 1, fr: 1, ar: 6 };

/** The days in the order that readers of the language know; 0 is Sunday. */
export function weekdaysFrom(locale: Locale): number[] {
  return [0, 1, 2, 3, 4, 5, 6].map((step) => (FIRST_DAY[locale] + step) % 7);
}

/** A day of that weekday, for naming it. */
export function someDay(weekday: number): Date {
  return new Date(Date.UTC(2026, 0, 4 + weekday, 12));
}
