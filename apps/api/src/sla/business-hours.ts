import { LRUCache } from 'lru-cache';
import { offsetSpansOf } from './zone';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A clock that found no open minute in this many days stands for ever. */
const LOOK_AHEAD_DAYS = 3_660;
/** Hours of business that are in use at once, and days of each: about a year on every side of now. */
const CALENDARS = 100;
const CALENDAR_DAYS = 1_000;

/** From one minute of the day to another, the end not included; 1440 is midnight at its end. */
export interface Block {
  from: number;
  to: number;
}

/** When the desk is open: what the clocks on its wall show decides, on every day of the year. */
export interface BusinessHours {
  /** IANA name. */
  timeZone: string;
  /** Sunday first; several blocks a day, none on a day off. Blocks of a day do not overlap and are in order. */
  week: readonly (readonly Block[])[];
  /** Local dates, `YYYY-MM-DD`, on which the desk is closed. */
  holidays: readonly string[];
}

/** A stretch of open time in milliseconds since 1970; `end` is not part of it. */
interface Open {
  start: number;
  end: number;
}

/** The days that were worked out, by number; tickets carry copies of the hours, and copies share them. */
type Calendar = LRUCache<number, Open[]>;

const calendars = new LRUCache<string, Calendar>({ max: CALENDARS });
const calendarsOfCopies = new WeakMap<BusinessHours, Calendar>();

/** The open milliseconds from one instant to another; 0 when the second is not later. */
export function businessMsBetween(hours: BusinessHours, from: number, to: number): number {
  let open = 0;
  for (let day = dayOf(from); day * DAY < to; day++) {
    for (const { start, end } of openOn(hours, day)) {
      open += Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }
  return open;
}

/** The instant at which so many open milliseconds have gone by; null when the desk never opens that long. */
export function addBusinessMs(hours: BusinessHours, from: number, ms: number): number | null {
  let left = ms;
  for (let day = dayOf(from); day < dayOf(from) + LOOK_AHEAD_DAYS; day++) {
    for (const { start, end } of openOn(hours, day)) {
      const begin = Math.max(start, from);
      if (end <= begin) continue;
      if (end - begin >= left) return begin + left;
      left -= end - begin;
    }
  }
  return null;
}

/** The open stretches of one UTC day, in order. A queue asks for the same days again and again. */
function openOn(hours: BusinessHours, utcDay: number): Open[] {
  const calendar = calendarOf(hours);
  const known = calendar.get(utcDay);
  if (known) return known;
  const stretches = stretchesOf(hours, utcDay);
  calendar.set(utcDay, stretches);
  return stretches;
}

function calendarOf(hours: BusinessHours): Calendar {
  const known = calendarsOfCopies.get(hours);
  if (known) return known;
  const { timeZone, week, holidays } = hours;
  const key = JSON.stringify([timeZone, week, holidays]);
  const calendar = calendars.get(key) ?? new LRUCache<number, Open[]>({ max: CALENDAR_DAYS });
  calendars.set(key, calendar);
  calendarsOfCopies.set(hours, calendar);
  return calendar;
}

/** Worked out from what the clocks on the wall show. Where clocks change, an hour may be open twice, or not be there at all. */
function stretchesOf(hours: BusinessHours, utcDay: number): Open[] {
  return offsetSpansOf(hours.timeZone, utcDay).flatMap(({ start, end, offset }) => {
    const [localStart, localEnd] = [start + offset, end + offset];
    const stretches: Open[] = [];
    for (let day = dayOf(localStart); day * DAY < localEnd; day++) {
      for (const { from, to } of blocksOn(hours, day)) {
        const open = Math.max(day * DAY + from * MINUTE, localStart);
        const close = Math.min(day * DAY + to * MINUTE, localEnd);
        if (open < close) stretches.push({ start: open - offset, end: close - offset });
      }
    }
    return stretches;
  });
}

function blocksOn({ week, holidays }: BusinessHours, localDay: number): readonly Block[] {
  const date = new Date(localDay * DAY);
  if (holidays.includes(date.toISOString().slice(0, 10))) return [];
  return week[date.getUTCDay()] ?? [];
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY);
}
