import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import {
  type BsonNumber,
  bsonTypeName,
  intOrLong,
  isNumber,
  isRegex,
  isTruthy,
  toInteger,
  toNumber,
} from '../bson/value';
import { codes, MongoError } from '../errors';
import { toRegExp } from '../query/regex';
import { anyNumber, define, isNothing, operators } from './operator-table';

function requireText(value: unknown, name: string): string {
  if (typeof value !== 'string')
    throw new MongoError(34471, `${name} requires a string argument, found: ${bsonTypeName(value)}`);
  return value;
}

/** Text of a value for the operators that take anything printable; null gives an empty text. */
function printed(value: unknown, name: string): string {
  if (isNothing(value)) return '';
  return toText(value, name);
}

function toText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (typeof value === 'boolean' || isNumber(value)) return String(value);
  throw new MongoError(codes.TypeMismatch, `Unsupported conversion from ${bsonTypeName(value)} to string in ${name}`);
}

/** Splits into code points, which is what the `CP` operators count. */
const points = (text: string) => [...text];

function substring([value, start, length]: unknown[], name: string): string {
  const from = toInteger(start) ?? 0;
  const count = toInteger(length) ?? 0;
  if (name !== '$substrCP') {
    const bytes = Buffer.from(printed(value, name));
    return bytes.subarray(from, count < 0 ? undefined : from + count).toString();
  }
  return points(printed(value, name))
    .slice(from, count < 0 ? undefined : from + count)
    .join('');
}

function trim([input, chars]: unknown[], name: string): unknown {
  if (isNothing(input)) return null;
  const text = points(requireText(input, name));
  const drops = (char: string) =>
    chars === undefined ? /[\s\0]/u.test(char) : points(requireText(chars, name)).includes(char);
  let start = 0;
  let end = text.length;
  if (name !== '$rtrim') while (start < end && drops(text[start] as string)) start += 1;
  if (name !== '$ltrim') while (end > start && drops(text[end - 1] as string)) end -= 1;
  return text.slice(start, end).join('');
}

function regexMatch([input, regex, options]: unknown[], name: string): boolean {
  if (isNothing(input) || isNothing(regex)) return false;
  const pattern = isRegex(regex) ? regex.pattern : requireText(regex, name);
  return toRegExp(pattern, typeof options === 'string' ? options : isRegex(regex) ? regex.options : '').test(
    requireText(input, name),
  );
}

function replace([input, find, replacement]: unknown[], name: string): unknown {
  if ([input, find, replacement].some(isNothing)) return null;
  const [text, wanted, other] = [input, find, replacement].map((value) => requireText(value, name)) as [
    string,
    string,
    string,
  ];
  return name === '$replaceAll' ? text.split(wanted).join(other) : text.replace(wanted, () => other);
}

function indexIn([text, part, from]: unknown[], name: string): unknown {
  if (isNothing(text)) return null;
  const whole = points(requireText(text, name));
  const start = toInteger(from) ?? 0;
  const found = whole.slice(start).join('').indexOf(requireText(part, name));
  return intOrLong(found < 0 ? -1 : start + points(whole.slice(start).join('').slice(0, found)).length);
}

define(anyNumber, {
  $concat: (values, name) => (values.some(isNothing) ? null : values.map((value) => requireText(value, name)).join('')),
});
define(1, {
  $toLower: ([value], name) => printed(value, name).toLowerCase(),
  $toUpper: ([value], name) => printed(value, name).toUpperCase(),
  $strLenCP: ([value], name) => intOrLong(points(requireText(value, name)).length),
  $strLenBytes: ([value], name) => intOrLong(Buffer.byteLength(requireText(value, name))),
});
define(2, {
  $split: ([text, separator], name) =>
    isNothing(text) || isNothing(separator) ? null : requireText(text, name).split(requireText(separator, name)),
  $strcasecmp: ([a, b], name) => {
    const [x, y] = [printed(a, name).toUpperCase(), printed(b, name).toUpperCase()];
    return intOrLong(x < y ? -1 : x > y ? 1 : 0);
  },
});
define([2, 4], { $indexOfCP: indexIn });
define(3, { $substr: substring, $substrBytes: substring, $substrCP: substring });
for (const name of ['$trim', '$ltrim', '$rtrim'])
  operators.set(name, { arity: [1, 1], named: ['input', 'chars'], apply: trim });
for (const name of ['$replaceOne', '$replaceAll'])
  operators.set(name, { arity: [1, 1], named: ['input', 'find', 'replacement'], apply: replace });
operators.set('$regexMatch', { arity: [1, 1], named: ['input', 'regex', 'options'], apply: regexMatch });

const failed = (value: unknown, to: string) =>
  new MongoError(241, `Failed to convert ${bsonTypeName(value)} to ${to}: ${String(value)}`);

/** The number in a value, for the conversions. */
function numberIn(value: unknown, to: string): number {
  if (isNumber(value)) return toNumber(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return Number(value);
  throw failed(value, to);
}

const conversions: Record<string, (value: unknown) => unknown> = {
  int: (value) => {
    const number = Math.trunc(numberIn(value, 'int'));
    if (number !== (number | 0) || (typeof value === 'string' && !/^[+-]?\d+$/.test(value))) throw failed(value, 'int');
    return new Int32(number);
  },
  long: (value) => {
    if (typeof value === 'string') {
      if (!/^[+-]?\d+$/.test(value) || BigInt.asIntN(64, BigInt(value)) !== BigInt(value)) throw failed(value, 'long');
      return Long.fromString(value);
    }
    return value instanceof Long ? value : Long.fromNumber(Math.trunc(numberIn(value, 'long')));
  },
  double: (value) => new Double(numberIn(value, 'double')),
  decimal: (value) =>
    value instanceof Decimal128
      ? value
      : Decimal128.fromString(isNumber(value) ? String(value as BsonNumber) : String(numberIn(value, 'decimal'))),
  string: (value) => toText(value, '$convert'),
  bool: (value) => (isNumber(value) || typeof value === 'boolean' ? isTruthy(value) : true),
  date: (value) => {
    if (value instanceof Date) return value;
    if (value instanceof ObjectId) return value.getTimestamp();
    const date = new Date(typeof value === 'string' ? value : numberIn(value, 'date'));
    if (Number.isNaN(date.getTime()) || value instanceof Int32) throw failed(value, 'date');
    return date;
  },
  objectId: (value) => {
    if (value instanceof ObjectId) return value;
    if (typeof value !== 'string' || !/^[0-9a-f]{24}$/i.test(value)) throw failed(value, 'objectId');
    return ObjectId.createFromHexString(value);
  },
};

for (const [to, convert] of Object.entries(conversions)) {
  const name = `$to${to[0]?.toUpperCase()}${to.slice(1)}`;
  define(1, { [name]: ([value]) => (isNothing(value) ? null : convert(value)) });
}

const noAnswer = Symbol('no answer');
operators.set('$convert', {
  arity: [1, 1],
  named: ['input', 'to', 'onError', 'onNull'],
  apply: ([input, to, onError = noAnswer, onNull = null]) => {
    if (isNothing(input)) return onNull;
    const convert = typeof to === 'string' && Object.hasOwn(conversions, to) ? conversions[to] : undefined;
    if (!convert) throw new MongoError(codes.BadValue, `Unknown type name: ${String(to)}`);
    try {
      return convert(input);
    } catch (error) {
      if (onError === noAnswer || !(error instanceof MongoError)) throw error;
      return onError;
    }
  },
});
