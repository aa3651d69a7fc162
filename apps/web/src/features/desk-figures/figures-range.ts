import type { DeskFiguresQuery } from '@app/contracts';

export const SPANS = [7, 30, 90] as const;
export type Span = (typeof SPANS)[number];

const DAY_MS = 86_400_000;

/** The last days by the clocks of the zone, today among them. */
export function lastDays(span: Span, timeZone: string, now: Date): DeskFiguresQuery {
  // Swedish writes dates as ISO 8601 does
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
  const first = new Date(Date.parse(`${today}T00:00:00Z`) - (span - 1) * DAY_MS);
  return { from: first.toISOString().slice(0, 10), to: today, timeZone };
}
