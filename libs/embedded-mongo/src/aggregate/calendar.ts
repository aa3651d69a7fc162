import { codes, MongoError } from '../errors';

/** Instants, time zones and the Gregorian and ISO calendars, on JavaScript dates whose UTC fields read as local ones. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes by which a time zone is ahead of UTC at an instant. */
export function offsetAt(date: Date, timezone: string): number {
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(timezone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0));
  if (['UTC', 'GMT', 'Z'].includes(timezone)) return 0;
  const parts = Object.fromEntries(
    formatOf(timezone)
      .formatToParts(date)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const local = utc(parts.year, parts.month, parts.day, (parts.hour as number) % 24, parts.minute, parts.second);
  return Math.round((local.getTime() - Math.floor(date.getTime() / 1000) * 1000) / 60_000);
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

/** The instant whose UTC fields read as the local ones of `date`. */
export function toLocal(date: Date, timezone: string): Date {
  return new Date(date.getTime() + offsetAt(date, timezone) * 60_000);
}

export function fromLocal(local: Date, timezone: string): Date {
  const guess = new Date(local.getTime() - offsetAt(local, timezone) * 60_000);
  // The offset at the guess is the right one unless a change of clocks lies between.
  return new Date(local.getTime() - offsetAt(guess, timezone) * 60_000);
}

/** A date from its fields; those out of their range carry over. */
export function utc(year = 1970, month = 1, date = 1, hour = 0, minute = 0, second = 0, millisecond = 0): Date {
  const made = new Date(0);
  made.setUTCFullYear(year, month - 1, date);
  made.setUTCHours(hour, minute, second, millisecond);
  return made;
}

/** The date of a day of an ISO week; week 1 has the year's first Thursday, weeks begin on Monday. */
export function isoDate(year: number, week: number, weekday: number): Date {
  const fourth = utc(year, 1, 4);
  return utc(year, 1, 4 + (week - 1) * 7 + weekday - (fourth.getUTCDay() || 7));
}

export const day = 86_400_000;

export function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - utc(date.getUTCFullYear()).getTime()) / day) + 1;
}

export function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * day);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const zonePattern = 'Z|UTC|GMT|[+-]\\d{2}:?(?:\\d{2})?';

/** What each letter of a format reads. */
const readers: Record<string, string> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{2})',
  d: '(?<d>\\d{2})',
  H: '(?<H>\\d{2})',
  M: '(?<M>\\d{2})',
  S: '(?<S>\\d{2})',
  L: '(?<L>\\d{1,3})',
  j: '(?<j>\\d{1,3})',
  G: '(?<G>\\d{4})',
  V: '(?<V>\\d{1,2})',
  u: '(?<u>\\d)',
  b: `(?<b>${monthNames.map((name) => name.slice(0, 3)).join('|')})`,
  B: `(?<B>${monthNames.join('|')})`,
  z: `(?<z>${zonePattern})`,
  Z: '(?<Z>[+-]?\\d{1,3})',
  '%': '%',
};

const isoPattern = new RegExp(
  `^(?<Y>\\d{4})-(?<m>\\d{2})(?:-(?<d>\\d{2})(?:[T ](?<H>\\d{2}):(?<M>\\d{2})(?::(?<S>\\d{2})(?:[.,](?<L>\\d{1,9}))?)?)?)?\\s*(?<z>${zonePattern})?$`,
);

function patternOf(format: string): RegExp {
  const source = format.replace(/%(.)|[\\^$.*+?()[\]{}|]/g, (token, letter: string | undefined) => {
    if (letter === undefined) return `\\${token}`;
    if (Object.hasOwn(readers, letter)) return readers[letter] as string;
    throw new MongoError(18536, `Invalid format character '%${letter}' in format string`);
  });
  return new RegExp(`^${source}$`, 'i');
}

/** Reads a date from text: in ISO 8601, or in a format of `%` letters. Other spellings are refused. */
export function parseDate(text: string, format?: string, timezone?: string): Date {
  const found = (format === undefined ? isoPattern : patternOf(format)).exec(text)?.groups;
  if (!found) throw unreadable(text);
  const number = (letter: string, otherwise: number) =>
    found[letter] === undefined ? otherwise : Number(found[letter]);
  const name = found.b ?? found.B;
  const month = name === undefined ? number('m', 1) : monthIndex(name);
  const local =
    found.G === undefined
      ? utc(number('Y', 1970), found.j ? 1 : month, number('j', number('d', 1)))
      : isoDate(number('G', 1970), number('V', 1), number('u', 1));
  const isWhole = found.d === undefined || local.getUTCDate() === Number(found.d);
  if (!isWhole || month > 12 || number('H', 0) > 23 || number('M', 0) > 59 || number('S', 0) > 59)
    throw unreadable(text);
  const millisecond = found.L === undefined ? 0 : Math.trunc(Number(`0.${found.L}`) * 1000 + 1e-6);
  local.setUTCHours(number('H', 0), number('M', 0), number('S', 0), millisecond);
  const zone = found.z?.toUpperCase();
  if ((zone ?? found.Z) !== undefined && timezone !== undefined)
    throw new MongoError(
      codes.ConversionFailure,
      `you cannot pass in a date/time string with GMT offset together with a timezone argument: '${text}'`,
    );
  if (found.Z !== undefined) return new Date(local.getTime() - Number(found.Z) * 60_000);
  return fromLocal(local, zone ?? timezone ?? 'UTC');
}

const monthIndex = (name: string) =>
  monthNames.findIndex((each) => each.slice(0, 3).toLowerCase() === name.slice(0, 3).toLowerCase()) + 1;

const unreadable = (text: string) =>
  new MongoError(codes.ConversionFailure, `Error parsing date string '${text}'; the embedded database reads ISO 8601`);
