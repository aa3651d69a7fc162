import type { ZonedTimeInput } from '@app/contracts';
import { IsTimeZone, Matches } from 'class-validator';
import { AppError } from './app-error';

const LOCAL_TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;
const MINUTE_MS = 60_000;

export class ZonedTimeDto implements ZonedTimeInput {
  /** '2026-11-22T09:00': what the clock on that wall shows. */
  @Matches(LOCAL_TIME)
  local!: string;

  @IsTimeZone()
  timeZone!: string;
}

/**
 * The moment at which clocks of a zone show a time. Where the zone skips it, the moment that it would have been without the skip;
 * where it comes twice, the first. Throws VALIDATION for a day that no month has.
 */
export function toMoment({ local, timeZone }: ZonedTimeInput, field: string): Date {
  const asUtc = Date.parse(`${local}:00.000Z`);
  if (new Date(asUtc).toISOString().slice(0, local.length) !== local) {
    throw new AppError('VALIDATION', 'There is no such day.', { fields: { [field]: 'is not a date' } });
  }
  const format = formatOf(timeZone);
  // The offset is that of the answer, not of the question: both sides of a change of clocks are tried, the earlier moment first.
  const candidates = [-1, 1].map((day) => asUtc - offsetAt(format, asUtc + day * 24 * 60 * MINUTE_MS));
  const exact = candidates.filter((at) => at + offsetAt(format, at) === asUtc);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric';
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
}
