import { Long, ObjectId, Timestamp } from 'bson';
import { bsonTypeName, type Doc, intOrLong, show, toInteger } from '../bson/value';
import { codes, MongoError } from '../errors';
import { day, dayOfYear, fromLocal, isoDate, isoWeek, monthNames, offsetAt, parseDate, toLocal, utc } from './calendar';
import { defineNamed, isNothing } from './operator-table';

function requireDate(value: unknown, name: string): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.high * 1000);
  throw new MongoError(16006, `can't convert from BSON type ${bsonTypeName(value)} to Date (${name})`);
}

function zoneOf(value: unknown): string {
  if (value === undefined) return 'UTC';
  if (typeof value === 'string') return value;
  throw new MongoError(40517, `timezone must evaluate to a string, found ${bsonTypeName(value)}`);
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
  const apply = ([date, timezone]: unknown[]) =>
    isNothing(date) || timezone === null ? null : intOrLong(read(toLocal(requireDate(date, name), zoneOf(timezone))));
  defineNamed(['date', 'timezone'], 1, { [name]: apply }, true);
}

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** What the letters of a format print of a local date. */
const letters: Record<string, (local: Date, offset: number) => string> = {
  Y: (local) => pad(local.getUTCFullYear(), 4),
  m: (local) => pad(local.getUTCMonth() + 1),
  b: (local) => (monthNames[local.getUTCMonth()] as string).slice(0, 3),
  B: (local) => monthNames[local.getUTCMonth()] as string,
  d: (local) => pad(local.getUTCDate()),
  H: (local) => pad(local.getUTCHours()),
  M: (local) => pad(local.getUTCMinutes()),
  S: (local) => pad(local.getUTCSeconds()),
  L: (local) => pad(local.getUTCMilliseconds(), 3),
  j: (local) => pad(dayOfYear(local), 3),
  w: (local) => String(local.getUTCDay() + 1),
  u: (local) => String(local.getUTCDay() || 7),
  U: (local) => pad((parts.$week as (local: Date) => number)(local)),
  V: (local) => pad(isoWeek(local).week),
  G: (local) => pad(isoWeek(local).year, 4),
  z: (_, offset) => `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60))}${pad(Math.abs(offset) % 60)}`,
  Z: (_, offset) => String(offset),
  '%': () => '%',
};

function dateToString([date, format, timezone, onNull = null]: unknown[]): unknown {
  if (isNothing(date)) return onNull;
  if (format === null || timezone === null) return null;
  if (format !== undefined && typeof format !== 'string')
    throw new MongoError(18533, `$dateToString requires that 'format' be a string, found: ${bsonTypeName(format)}`);
  const zone = zoneOf(timezone);
  const instant = requireDate(date, '$dateToString');
  const offset = offsetAt(instant, zone);
  const local = toLocal(instant, zone);
  const pattern = format ?? (zone === 'UTC' ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L');
  return pattern.replace(/%([\s\S]?)/g, (_, letter: string) => {
    if (letter === '') throw new MongoError(18535, `Unmatched '%' at end of format string`);
    const print = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
    if (!print) throw new MongoError(18536, `Invalid format character '%${letter}' in format string`);
    return print(local, offset);
  });
}

function dateFromString([text, format, timezone, onError, onNull = null]: unknown[]): unknown {
  if (isNothing(text)) return onNull;
  if (format === null || timezone === null) return null;
  try {
    if (typeof text !== 'string')
      throw new MongoError(
        codes.ConversionFailure,
        `$dateFromString requires that 'dateString' be a string, found: ${bsonTypeName(text)}`,
      );
    return parseDate(text, format as string | undefined, timezone === undefined ? undefined : zoneOf(timezone));
  } catch (error) {
    const isUnreadable = error instanceof MongoError && error.code === codes.ConversionFailure;
    if (onError === undefined || !isUnreadable) throw error;
    return onError;
  }
}

const datePartNames = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'];
const isoPartNames = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek', ...datePartNames.slice(3)];

function dateFromParts(values: unknown[]): unknown {
  if (values.includes(null)) return null;
  const [timezone, ...fields] = values;
  const isIso = fields[datePartNames.length] !== undefined;
  const calendar = fields.slice(0, 3);
  if ((fields[0] === undefined) !== isIso || (isIso && calendar.some((value) => value !== undefined)))
    throw new MongoError(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  const [hour, minute, second, millisecond] = fields.slice(3, 7).map((value) => requirePart(value, 0));
  const [year, month, date] = (isIso ? fields.slice(7) : calendar).map((value) => requirePart(value, 1)) as [
    number,
    number,
    number,
  ];
  if (year < 1 || year > 9999)
    throw new MongoError(40523, `'year' must evaluate to an integer in the range 1 to 9999, found ${year}`);
  const start = isIso ? isoDate(year, month, date) : utc(year, month, date);
  start.setUTCHours(hour as number, minute, second, millisecond);
  return fromLocal(start, zoneOf(timezone));
}

function requirePart(value: unknown, otherwise: number): number {
  const number = value === undefined ? otherwise : toInteger(value);
  if (number === undefined)
    throw new MongoError(40515, `a date part must evaluate to an integer, found ${show(value)}`);
  return number;
}

function dateToParts([date, timezone, iso8601]: unknown[], name: string): unknown {
  if (isNothing(date) || timezone === null || iso8601 === null) return null;
  const local = toLocal(requireDate(date, name), zoneOf(timezone));
  const names = iso8601 === true ? isoPartNames : datePartNames;
  const result: Doc = {};
  for (const part of names) {
    const read = parts[`$${part === 'day' ? 'dayOfMonth' : part}`] as (local: Date) => number;
    result[part] = intOrLong(read(local));
  }
  return result;
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
  if (typeof unit === 'string' && (Object.hasOwn(unitMs, unit) || Object.hasOwn(unitMonths, unit))) return unit;
  throw new MongoError(codes.FailedToParse, `unknown time unit value: ${String(unit)}`);
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

function dateAdd([start, unit, amount, timezone]: unknown[], name: string): unknown {
  if ([start, unit, amount].some(isNothing) || timezone === null) return null;
  const date = requireDate(start, name);
  const count = (toInteger(amount) ?? Number.NaN) * (name === '$dateSubtract' ? -1 : 1);
  if (Number.isNaN(count)) throw new MongoError(5166405, `${name} expects integer amount of time units`);
  const kind = requireUnit(unit);
  const ms = unitMs[kind];
  const zone = zoneOf(timezone);
  const local = ms === undefined || ms >= day ? toLocal(date, zone) : undefined;
  const added = !local
    ? new Date(date.getTime() + count * (ms as number))
    : fromLocal(
        ms === undefined
          ? addMonths(local, count * (unitMonths[kind] as number))
          : new Date(local.getTime() + count * ms),
        zone,
      );
  if (Number.isNaN(added.getTime())) throw new MongoError(5166406, `${name} overflowed`);
  return added;
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
  const wanted = String(value).toLowerCase();
  const found = weekdays.findIndex((name) => name === wanted || name.slice(0, 3) === wanted);
  if (found < 0) throw new MongoError(codes.FailedToParse, `unknown day of week value: ${String(value)}`);
  return found;
}

function dateDiff([from, to, unit, timezone, startOfWeek]: unknown[], name: string): unknown {
  if ([from, to, unit].some(isNothing) || timezone === null) return null;
  const kind = requireUnit(unit);
  const zone = zoneOf(timezone);
  const [start, end] = [requireDate(from, name), requireDate(to, name)];
  // Clocks that are put forward or back do not make hours of time.
  const isClock = (unitMs[kind] ?? day) < day;
  const shift = isClock ? (offsetAt(end, zone) - offsetAt(start, zone)) * 60_000 : 0;
  const at = (local: Date) => boundaries(local, kind, weekStart(startOfWeek));
  return Long.fromNumber(at(new Date(toLocal(end, zone).getTime() - shift)) - at(toLocal(start, zone)));
}

/** The beginning of the bin a date lies in; bins are counted from the year 2000, weeks from its first whole week. */
function dateTrunc([date, unit, binSize = intOrLong(1), timezone, startOfWeek]: unknown[], name: string): unknown {
  if ([date, unit, binSize].some(isNothing) || timezone === null) return null;
  const size = toInteger(binSize) ?? 0;
  if (size < 1)
    throw new MongoError(5439018, `${name} requires 'binSize' to be greater than 0, but got value ${show(binSize)}`);
  const zone = zoneOf(timezone);
  const kind = requireUnit(unit);
  const instant = requireDate(date, name);
  const ms = unitMs[kind];
  if (ms !== undefined && ms < day) {
    const reference = fromLocal(utc(2000), zone).getTime();
    return new Date(reference + Math.floor((instant.getTime() - reference) / (ms * size)) * ms * size);
  }
  const first = weekStart(startOfWeek);
  const origin = kind === 'week' ? utc(2000, 1, 1 + ((first + 1) % 7)) : utc(2000);
  const at = (local: Date) => boundaries(local, kind, first);
  const bins = Math.floor((at(toLocal(instant, zone)) - at(origin)) / size) * size;
  const start =
    ms === undefined ? addMonths(origin, bins * (unitMonths[kind] as number)) : new Date(origin.getTime() + bins * ms);
  return fromLocal(start, zone);
}

defineNamed(['date', 'format', 'timezone', 'onNull'], 1, { $dateToString: dateToString });
defineNamed(['dateString', 'format', 'timezone', 'onError', 'onNull'], 1, { $dateFromString: dateFromString });
defineNamed(['timezone', ...datePartNames, ...isoPartNames.slice(0, 3)], 0, { $dateFromParts: dateFromParts });
defineNamed(['date', 'timezone', 'iso8601'], 1, { $dateToParts: dateToParts });
defineNamed(['startDate', 'unit', 'amount', 'timezone'], 3, { $dateAdd: dateAdd, $dateSubtract: dateAdd });
defineNamed(['startDate', 'endDate', 'unit', 'timezone', 'startOfWeek'], 3, { $dateDiff: dateDiff });
defineNamed(['date', 'unit', 'binSize', 'timezone', 'startOfWeek'], 2, { $dateTrunc: dateTrunc });
