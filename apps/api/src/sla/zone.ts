import { LRUCache } from 'lru-cache';

/** A stretch of time in which a zone's clocks run at one distance from UTC. `end` is not part of it. */
export interface OffsetSpan {
  start: number;
  end: number;
  /** Local time minus UTC, in milliseconds. */
  offset: number;
}

const DAY = 86_400_000;
/** Offsets change on whole seconds. */
const SECOND = 1_000;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Two years of days for a few dozen zones. */
const days = new LRUCache<string, OffsetSpan[]>({ max: 40_000 });

/** One UTC day cut where the zone's clocks are put forward or back; mostly one span. */
export function offsetSpansOf(timeZone: string, utcDay: number): OffsetSpan[] {
  const key = `${timeZone}:${utcDay}`;
  const known = days.get(key);
  if (known) return known;
  const spans = cut(timeZone, utcDay * DAY, (utcDay + 1) * DAY);
  days.set(key, spans);
  return spans;
}

/** The day that a zone's calendars show at an instant, counted from 1 January 1970. */
export function localDayOf(timeZone: string, instant: number): number {
  const spans = offsetSpansOf(timeZone, Math.floor(instant / DAY));
  const { offset } = spans.find(({ end }) => instant < end) ?? { offset: 0 };
  return Math.floor((instant + offset) / DAY);
}

function cut(timeZone: string, start: number, end: number): OffsetSpan[] {
  const [first, last] = [offsetAt(timeZone, start), offsetAt(timeZone, end - SECOND)];
  if (first === last) return [{ start, end, offset: first }];
  let [before, after] = [start, end - SECOND];
  while (after - before > SECOND) {
    const middle = before + Math.floor((after - before) / 2 / SECOND) * SECOND;
    if (offsetAt(timeZone, middle) === first) before = middle;
    else after = middle;
  }
  return [{ start, end: after, offset: first }, ...cut(timeZone, after, end)];
}

/** What the zone's clocks show at an instant, minus UTC. */
export function offsetAt(timeZone: string, instant: number): number {
  const second = Math.floor(instant / SECOND) * SECOND;
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(second)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: shown = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, shown) - second;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}
