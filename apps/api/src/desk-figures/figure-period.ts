import { AppError } from '../common/app-error';
import { type OffsetSpan, offsetSpansOf } from '../sla/zone';

const DAY_MS = 86_400_000;
const DAYS_MAX = 366;
/** No zone is further ahead of UTC. */
const AHEAD_MAX_MS = 14 * 3_600_000;

/** Whole days by the calendars of a zone, both included. Days are counted from 1 January 1970. */
export interface FigurePeriod {
  from: number;
  to: number;
  timeZone: string;
}

/** Throws VALIDATION, naming the field, for days that no month has, and for too many. */
export function periodOf({ from, to, timeZone }: { from: string; to: string; timeZone: string }): FigurePeriod {
  const period = { from: dayOf('from', from), to: dayOf('to', to), timeZone };
  if (period.to < period.from) throw refused('to', 'is before `from`');
  if (period.to - period.from >= DAYS_MAX) throw refused('to', `is more than ${DAYS_MAX} days after \`from\``);
  return period;
}

/** A moment that is not after the period's first. */
export function beginOf({ from }: FigurePeriod): Date {
  return new Date(from * DAY_MS - AHEAD_MAX_MS);
}

/** The days that the zone's calendars show at moments; of very many moments, too. */
export function dayFinder({ timeZone }: FigurePeriod): (at: number) => number {
  const known = new Map<number, OffsetSpan[]>();
  const spansOf = (utcDay: number): OffsetSpan[] => {
    const spans = known.get(utcDay);
    if (spans) return spans;
    const found = offsetSpansOf(timeZone, utcDay);
    known.set(utcDay, found);
    return found;
  };
  let last = { start: 0, end: 0, offset: 0 };
  return (at) => {
    // Events of one day come together.
    if (at < last.start || at >= last.end) last = spansOf(Math.floor(at / DAY_MS)).find(({ end }) => at < end) ?? last;
    return Math.floor((at + last.offset) / DAY_MS);
  };
}

/** YYYY-MM-DD. */
export function nameOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function dayOf(field: string, name: string): number {
  const at = Date.parse(`${name}T00:00:00.000Z`);
  if (Number.isNaN(at) || nameOfDay(at / DAY_MS) !== name) throw refused(field, 'is not a date');
  return at / DAY_MS;
}

function refused(field: string, reason: string): AppError {
  return new AppError('VALIDATION', 'There are no figures for these days.', { fields: { [field]: reason } });
}
