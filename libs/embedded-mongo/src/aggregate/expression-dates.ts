import { Long, ObjectId, Timestamp } from 'bson';
import { bsonTypeName, intOrLong, isNumber, toNumber } from '../bson/value';
import { MongoError } from '../errors';
import { isNothing, operators } from './operator-table';

function requireDate(value: unknown, name: string): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.high * 1000);
  throw new MongoError(16006, `can't convert from BSON type ${bsonTypeName(value)} to Date (${name})`);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes by which a time zone is ahead of UTC at an instant. */
function offsetAt(date: Date, timezone: string): number {
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(timezone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0));
  if (['UTC', 'GMT', 'Z'].includes(timezone)) return 0;
  const parts = Object.fromEntries(
    formatOf(timezone)
      .formatToParts(date)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    parts.year as number,
    (parts.month as number) - 1,
    parts.day,
    (parts.hour as number) % 24,
    parts.minute,
    parts.second,
  );
  return Math.round((local - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  try {
    const numeric = 'numeric' as const;
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    formats.set(timeZone, format);
    return format;
  } catch {
    throw new MongoError(40485, `unrecognized time zone identifier: "${timeZone}"`);
  }
}

const timezoneOf = (value: unknown) => (typeof value === 'string' ? value : 'UTC');

/** The instant whose UTC fields read as the local ones of `date`. */
function toLocal(date: Date, timezone: string): Date {
  return new Date(date.getTime() + offsetAt(date, timezone) * 60_000);
}

function fromLocal(local: Date, timezone: string): Date {
  const guess = new Date(local.getTime() - offsetAt(local, timezone) * 60_000);
  // The offset at the guess is the right one unless a change of clocks lies between.
  return new Date(local.getTime() - offsetAt(guess, timezone) * 60_000);
}

const day = 86_400_000;

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / day) + 1;
}

/** ISO 8601: weeks begin on Monday, week 1 has the year's first Thursday. */
function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 4 - (date.getUTCDay() || 7)),
  );
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}

const parts: Record<string, (local: Date) => number> = {
  $year: (local) => local.getUTCFullYear(),
  $month: (local) => local.getUTCMonth() + 1,
  $dayOfMonth: (local) => local.getUTCDate(),
  $hour: (local) => local.getUTCHours(),
  $minute: (local) => local.getUTCMinutes(),
  $second: (local) => local.getUTCSeconds(),
  $millisecond: (local) => local.getUTCMilliseconds(),
  $dayOfWeek: (local) => local.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $isoDayOfWeek: (local) => local.getUTCDay() || 7,
  $isoWeek: (local) => isoWeek(local).week,
  $isoWeekYear: (local) => isoWeek(local).year,
  $week: (local) => Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7),
};

for (const [name, read] of Object.entries(parts)) {
  operators.set(name, {
    arity: [1, 1],
    named: ['date', 'timezone'],
    apply: ([date, timezone]) =>
      isNothing(date) ? null : intOrLong(read(toLocal(requireDate(date, name), timezoneOf(timezone)))),
  });
}

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

function dateToString([date, format, timezone, onNull]: unknown[]): unknown {
  if (isNothing(date)) return onNull ?? null;
  const zone = timezoneOf(timezone);
  const instant = requireDate(date, '$dateToString');
  const local = toLocal(instant, zone);
  const offset = offsetAt(instant, zone);
  const pattern =
    typeof format === 'string' ? format : zone === 'UTC' ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L';
  const read = (name: string) => (parts[name] as (local: Date) => number)(local);
  return pattern.replace(/%(.)/g, (_, letter: string) => {
    switch (letter) {
      case 'Y':
        return pad(read('$year'), 4);
      case 'm':
        return pad(read('$month'));
      case 'd':
        return pad(read('$dayOfMonth'));
      case 'H':
        return pad(read('$hour'));
      case 'M':
        return pad(read('$minute'));
      case 'S':
        return pad(read('$second'));
      case 'L':
        return pad(read('$millisecond'), 3);
      case 'j':
        return pad(read('$dayOfYear'), 3);
      case 'w':
        return String(read('$dayOfWeek'));
      case 'u':
        return String(read('$isoDayOfWeek'));
      case 'V':
        return pad(read('$isoWeek'));
      case 'G':
        return pad(read('$isoWeekYear'), 4);
      case 'U':
        return pad(read('$week'));
      case 'z':
        return `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60))}${pad(Math.abs(offset) % 60)}`;
      case 'Z':
        return String(offset);
      case '%':
        return '%';
    }
    throw new MongoError(18536, `Invalid format character '%${letter}' in format string`);
  });
}

const unitMs: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day,
  week: 7 * day,
};
const unitMonths: Record<string, number> = { month: 1, quarter: 3, year: 12 };

function requireUnit(unit: unknown): string {
  if (typeof unit === 'string' && (unit in unitMs || unit in unitMonths)) return unit;
  throw new MongoError(9, `unknown time unit value: ${String(unit)}`);
}

/** Adds calendar months; a day that the month lacks becomes its last one. */
function addMonths(local: Date, months: number): Date {
  const first = new Date(local);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(local.getUTCDate(), last));
  return first;
}

function dateAdd(values: unknown[], name: string): unknown {
  const [start, unit, amount, timezone] = values;
  if ([start, unit, amount].some(isNothing)) return null;
  const date = requireDate(start, name);
  const count = (isNumber(amount) ? toNumber(amount) : Number.NaN) * (name === '$dateSubtract' ? -1 : 1);
  if (!Number.isInteger(count)) throw new MongoError(5166405, `${name} expects integer amount of time units`);
  const kind = requireUnit(unit);
  const ms = unitMs[kind];
  if (ms !== undefined && ms < day) return new Date(date.getTime() + count * ms);
  const zone = timezoneOf(timezone);
  const local = toLocal(date, zone);
  return fromLocal(
    ms === undefined ? addMonths(local, count * (unitMonths[kind] as number)) : new Date(local.getTime() + count * ms),
    zone,
  );
}

/** Where a unit's count stands, from a fixed beginning; differences of it count the boundaries crossed. */
function boundaries(local: Date, unit: string, startOfWeek: number): number {
  const months = unitMonths[unit];
  if (months !== undefined) return Math.floor((local.getUTCFullYear() * 12 + local.getUTCMonth()) / months);
  if (unit === 'week') return Math.floor((Math.floor(local.getTime() / day) + 4 - startOfWeek) / 7);
  return Math.floor(local.getTime() / (unitMs[unit] as number));
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function weekStart(value: unknown): number {
  if (isNothing(value)) return 0;
  const found = weekdays.findIndex(
    (name) => name === String(value).toLowerCase() || name.slice(0, 3) === String(value).toLowerCase(),
  );
  if (found < 0) throw new MongoError(9, `unknown day of week value: ${String(value)}`);
  return found;
}

function dateDiff([from, to, unit, timezone, startOfWeek]: unknown[], name: string): unknown {
  if ([from, to, unit].some(isNothing)) return null;
  const kind = requireUnit(unit);
  const at = (value: unknown) =>
    boundaries(toLocal(requireDate(value, name), timezoneOf(timezone)), kind, weekStart(startOfWeek));
  return Long.fromNumber(at(to) - at(from));
}

function dateTrunc([date, unit, binSize, timezone, startOfWeek]: unknown[], name: string): unknown {
  if (isNothing(date) || isNothing(unit)) return null;
  if (!isNothing(binSize) && toNumber(binSize as never) !== 1)
    throw new MongoError(238, '$dateTrunc with a binSize is not supported by the embedded database');
  const zone = timezoneOf(timezone);
  const kind = requireUnit(unit);
  const local = toLocal(requireDate(date, name), zone);
  const months = unitMonths[kind];
  const start = boundaries(local, kind, weekStart(startOfWeek));
  if (months !== undefined)
    return fromLocal(new Date(Date.UTC(Math.floor((start * months) / 12), (start * months) % 12, 1)), zone);
  if (kind === 'week') return fromLocal(new Date((start * 7 - 4 + weekStart(startOfWeek)) * day), zone);
  return fromLocal(new Date(start * (unitMs[kind] as number)), zone);
}

const table: [string, string[], (values: unknown[], name: string) => unknown][] = [
  ['$dateToString', ['date', 'format', 'timezone', 'onNull'], dateToString],
  ['$dateAdd', ['startDate', 'unit', 'amount', 'timezone'], dateAdd],
  ['$dateSubtract', ['startDate', 'unit', 'amount', 'timezone'], dateAdd],
  ['$dateDiff', ['startDate', 'endDate', 'unit', 'timezone', 'startOfWeek'], dateDiff],
  ['$dateTrunc', ['date', 'unit', 'binSize', 'timezone', 'startOfWeek'], dateTrunc],
];
for (const [name, named, apply] of table) operators.set(name, { arity: [1, 1], named, apply });
