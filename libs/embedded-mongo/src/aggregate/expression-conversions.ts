import { Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { type BsonNumber, bsonTypeName, isNumber, isTruthy, toNumber, typeNumbers, wholePart } from '../bson/value';
import { codes, MongoError } from '../errors';
import { parseDate } from './calendar';
import { define, defineNamed, isNothing } from './operator-table';

const failed = (value: unknown, to: string) =>
  new MongoError(
    codes.ConversionFailure,
    typeof value === 'string'
      ? `Failed to parse ${to} '${value}' in $convert with no onError value`
      : `Unsupported conversion from ${bsonTypeName(value)} to ${to} in $convert with no onError value`,
  );

export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (typeof value === 'boolean' || isNumber(value)) return String(value);
  throw failed(value, 'string');
}

/** The integer in a value; a fraction is cut off a number and refused in a text. */
function integerIn(value: unknown, to: string, size: 32 | 64): bigint {
  const isText = typeof value === 'string' && /^[+-]?\d+$/.test(value);
  const isDate = value instanceof Date && to === 'long';
  const integer = isText
    ? BigInt(value.replace('+', ''))
    : typeof value === 'boolean'
      ? BigInt(value)
      : isDate
        ? BigInt(value.getTime())
        : wholePart(value);
  if (integer === undefined || BigInt.asIntN(size, integer) !== integer) throw failed(value, to);
  return integer;
}

function doubleIn(value: unknown, to: string): number {
  if (isNumber(value)) return toNumber(value);
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return Number(value);
  throw failed(value, to);
}

function decimalIn(value: unknown): Decimal128 {
  const number = doubleIn(value, 'decimal');
  const text =
    typeof value === 'string' ? value.replace('+', '') : isNumber(value) ? String(value as BsonNumber) : `${number}`;
  return Decimal128.fromString(text);
}

function dateIn(value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.high * 1000);
  if (typeof value === 'string') return parseDate(value);
  if (isNumber(value) && !(value instanceof Int32)) return new Date(Number(integerIn(value, 'date', 64)));
  throw failed(value, 'date');
}

const conversions: Record<string, (value: unknown) => unknown> = {
  int: (value) => new Int32(Number(integerIn(value, 'int', 32))),
  long: (value) => Long.fromBigInt(integerIn(value, 'long', 64)),
  double: (value) => new Double(doubleIn(value, 'double')),
  decimal: decimalIn,
  string: toText,
  bool: (value) => (isNumber(value) || typeof value === 'boolean' ? isTruthy(value) : true),
  date: dateIn,
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

/** The conversion to a type given by its name or number. */
function conversionTo(to: unknown): (value: unknown) => unknown {
  const name = isNumber(to) ? [...typeNumbers].find(([, number]) => number === toNumber(to))?.[0] : to;
  const convert = typeof name === 'string' && Object.hasOwn(conversions, name) ? conversions[name] : undefined;
  if (!convert) throw new MongoError(codes.BadValue, `Unknown type name: ${String(to)}`);
  return convert;
}

defineNamed(['input', 'to', 'onError', 'onNull'], 2, {
  $convert: ([input, to, onError, onNull = null]) => {
    if (isNothing(input)) return onNull;
    if (to === null) return null;
    const convert = conversionTo(to);
    try {
      return convert(input);
    } catch (error) {
      if (onError === undefined || !(error instanceof MongoError)) throw error;
      return onError;
    }
  },
});
