import { Int32 } from 'bson';
import { bsonTypeName, type Doc, intOrLong, isRegex, show, toInteger } from '../bson/value';
import { MongoError } from '../errors';
import { toRegExp } from '../query/regex';
import { toText } from './expression-conversions';
import { anyNumber, define, defineNamed, isNothing, strict } from './operator-table';

function requireText(value: unknown, name: string, code = 34471): string {
  if (typeof value === 'string') return value;
  throw new MongoError(code, `${name} requires a string argument, found: ${bsonTypeName(value)}`);
}

/** Text of a value for the operators that take anything printable; null gives an empty text. */
const printed = (value: unknown) => (isNothing(value) ? '' : toText(value));

/** Splits into code points, which is what the `CP` operators count. */
const points = (text: string) => [...text];

function requireCount(value: unknown, code: number, name: string): number {
  const number = toInteger(value);
  if (number === undefined) throw new MongoError(code, `${name} requires whole numbers, found ${show(value)}`);
  return number;
}

function substringOfPoints([value, start, length]: unknown[], name: string): string {
  const [from, count] = [requireCount(start, 34450, name), requireCount(length, 34452, name)];
  if (from < 0) throw new MongoError(34455, `${name}: the starting index must be a non-negative integer.`);
  if (count < 0) throw new MongoError(34454, `${name}: length must be a non-negative integer.`);
  return points(printed(value))
    .slice(from, from + count)
    .join('');
}

function substringOfBytes([value, start, length]: unknown[], name: string): string {
  const [from, count] = [requireCount(start, 16034, name), requireCount(length, 16035, name)];
  if (from < 0) throw new MongoError(50752, `${name}: starting index must be non-negative (got: ${from})`);
  const bytes = Buffer.from(printed(value));
  const end = count < 0 ? bytes.length : from + count;
  const isInside = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  if (isInside(from))
    throw new MongoError(28656, `${name}: Invalid range, starting index is a UTF-8 continuation byte.`);
  if (isInside(end))
    throw new MongoError(28657, `${name}: Invalid range, ending index is in the middle of a UTF-8 character.`);
  return bytes.subarray(from, end).toString();
}

function trim([input, chars]: unknown[], name: string): unknown {
  if (isNothing(input) || chars === null) return null;
  const text = points(requireText(input, name, 50699));
  const drops = (char: string) =>
    chars === undefined ? /[\s\0]/u.test(char) : points(requireText(chars, name, 50700)).includes(char);
  let start = 0;
  let end = text.length;
  if (name !== '$rtrim') while (start < end && drops(text[start] as string)) start += 1;
  if (name !== '$ltrim') while (end > start && drops(text[end - 1] as string)) end -= 1;
  return text.slice(start, end).join('');
}

/** The matches of a pattern: all of them, or with `isGlobal` false the first. */
function matchesOf([input, regex, options]: unknown[], name: string, isGlobal: boolean): RegExpMatchArray[] {
  if (isNothing(input) || isNothing(regex)) return [];
  const text = requireText(input, name, 51104);
  const pattern = isRegex(regex) ? regex.pattern : requireText(regex, name, 51105);
  const own = isRegex(regex) ? regex.options : '';
  if (typeof options === 'string' && own !== '')
    throw new MongoError(51107, `${name} found regex option(s) specified in both 'regex' and 'options' fields`);
  const { source, flags } = toRegExp(pattern, typeof options === 'string' ? options : own);
  const matches = text.matchAll(new RegExp(source, `${flags}g`));
  if (isGlobal) return [...matches];
  const { value } = matches.next();
  return value ? [value] : [];
}

const describeMatch = (match: RegExpMatchArray): Doc => ({
  match: match[0],
  idx: intOrLong(points((match.input as string).slice(0, match.index)).length),
  captures: match.slice(1).map((capture) => capture ?? null),
});

function replace([input, find, replacement]: unknown[], name: string): unknown {
  const [text, wanted, other] = [input, find, replacement].map((value) => requireText(value, name, 51746)) as [
    string,
    string,
    string,
  ];
  return name === '$replaceAll' ? text.split(wanted).join(other) : text.replace(wanted, () => other);
}

/** Where a part begins, counted in the units that `split` makes of a text; -1 when it is not there. */
const indexIn = (code: number, split: (text: string) => ArrayLike<unknown>) => (values: unknown[], name: string) => {
  const [text, part, start, end] = values;
  if (isNothing(text)) return null;
  const [whole, wanted] = [split(requireText(text, name, code)), split(requireText(part, name, code + 1))];
  const from = start === undefined ? 0 : requireCount(start, 40096, name);
  const to = Math.min(end === undefined ? whole.length : requireCount(end, 40096, name), whole.length);
  if (from < 0 || (end !== undefined && to < 0)) throw new MongoError(40097, `${name} requires nonnegative indexes`);
  for (let at = from; at + wanted.length <= to; at += 1) {
    let length = 0;
    while (length < wanted.length && whole[at + length] === wanted[length]) length += 1;
    if (length === wanted.length) return intOrLong(at);
  }
  return new Int32(-1);
};

define(anyNumber, {
  $concat: strict((values, name) => values.map((value) => requireText(value, name, 16702)).join('')),
});
define(1, {
  $toLower: ([value]) => printed(value).toLowerCase(),
  $toUpper: ([value]) => printed(value).toUpperCase(),
  $strLenCP: ([value], name) => intOrLong(points(requireText(value, name)).length),
  $strLenBytes: ([value], name) => intOrLong(Buffer.byteLength(requireText(value, name, 34473))),
});
define(2, {
  $split: strict(([text, separator], name) => {
    const between = requireText(separator, name, 40086);
    if (between === '') throw new MongoError(40087, `${name} requires a non-empty separator`);
    return requireText(text, name, 40085).split(between);
  }),
  $strcasecmp: ([a, b]) => {
    const [x, y] = [printed(a).toUpperCase(), printed(b).toUpperCase()];
    return intOrLong(x < y ? -1 : x > y ? 1 : 0);
  },
});
define([2, 4], { $indexOfCP: indexIn(40093, points), $indexOfBytes: indexIn(40091, (text) => Buffer.from(text)) });
define(3, { $substr: substringOfBytes, $substrBytes: substringOfBytes, $substrCP: substringOfPoints });
defineNamed(['input', 'chars'], 1, { $trim: trim, $ltrim: trim, $rtrim: trim });
defineNamed(['input', 'find', 'replacement'], 3, { $replaceOne: strict(replace), $replaceAll: strict(replace) });
defineNamed(['input', 'regex', 'options'], 2, {
  $regexMatch: (values, name) => matchesOf(values, name, false).length > 0,
  $regexFind: (values, name) => matchesOf(values, name, false).map(describeMatch)[0] ?? null,
  $regexFindAll: (values, name) => matchesOf(values, name, true).map(describeMatch),
});
