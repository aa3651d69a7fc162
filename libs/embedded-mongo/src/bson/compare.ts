import {
  Binary,
  type BSONRegExp,
  type Code,
  Decimal128,
  Double,
  Int32,
  Long,
  type ObjectId,
  type Timestamp,
} from 'bson';
import { type BsonNumber, bsonType, type Doc, toNumber } from './value';

/** Where each BSON type stands in MongoDB's order across types. Types that share a rank compare by value. */
const ranks: Record<number, number> = {
  [-1]: 1,
  6: 2,
  10: 3,
  1: 4,
  16: 4,
  18: 4,
  19: 4,
  2: 5,
  14: 5,
  3: 6,
  4: 7,
  5: 8,
  7: 9,
  8: 10,
  9: 11,
  17: 12,
  11: 13,
  13: 14,
  15: 15,
  127: 16,
};

export function rankOf(value: unknown): number {
  return ranks[bsonType(value)] ?? 6;
}

const sign = (difference: number | bigint) => (difference < 0 ? -1 : difference > 0 ? 1 : 0);

/** MongoDB's total order over BSON values: by type first, numbers by value whatever their type. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  if (difference !== 0) return sign(difference);
  switch (rank) {
    case 4:
      return compareNumbers(a as BsonNumber, b as BsonNumber);
    case 5:
      return compareStrings(String(a), String(b));
    case 6:
      return compareDocs(a as Doc, b as Doc);
    case 7:
      return compareArrays(a as unknown[], b as unknown[]);
    case 8:
      return compareBinaries(a as Binary, b as Binary);
    case 9:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 10:
      return sign(Number(a) - Number(b));
    case 11:
      return sign((a as Date).getTime() - (b as Date).getTime());
    case 12:
      return sign((a as Timestamp).toBigInt() - (b as Timestamp).toBigInt());
    case 13:
      return compareRegexes(a as BSONRegExp, b as BSONRegExp);
    case 14:
    case 15:
      return compareCodes(a as Code, b as Code);
    default:
      return 0;
  }
}

/** Equality as queries mean it: 1, 1.0 and NumberLong(1) are equal. */
export const equal = (a: unknown, b: unknown): boolean => compare(a, b) === 0;

export function compareNumbers(a: BsonNumber, b: BsonNumber): number {
  const x = toNumber(a);
  const y = toNumber(b);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  if (x !== y) return x < y ? -1 : 1;
  // Doubles that agree may stand for 64-bit integers or decimals that do not.
  return isInexact(a) || isInexact(b) ? compareExactly(a, b) : 0;
}

const isInexact = (value: BsonNumber) =>
  value instanceof Decimal128 || (value instanceof Long && !Number.isSafeInteger(value.toNumber()));

function compareExactly(a: BsonNumber, b: BsonNumber): number {
  const x = exact(a);
  const y = exact(b);
  if (x === undefined || y === undefined) return 0;
  const scale = Math.min(x.exponent, y.exponent);
  return sign(x.digits * 10n ** BigInt(x.exponent - scale) - y.digits * 10n ** BigInt(y.exponent - scale));
}

/** A number's exact value, digits * 10^exponent. */
export interface Exact {
  digits: bigint;
  exponent: number;
}

/** A number's exact value; undefined for NaN and the infinities. */
export function exact(value: BsonNumber): Exact | undefined {
  if (value instanceof Long) return { digits: value.toBigInt(), exponent: 0 };
  if (value instanceof Decimal128) return parseDecimal(value.toString());
  const number = value instanceof Int32 || value instanceof Double ? value.value : toNumber(value);
  if (!Number.isFinite(number)) return undefined;
  if (Number.isInteger(number)) return { digits: BigInt(number), exponent: 0 };
  // A fraction m * 2^-k is m * 5^k * 10^-k exactly.
  let mantissa = number;
  let shift = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift += 1;
  }
  return { digits: BigInt(mantissa) * 5n ** BigInt(shift), exponent: -shift };
}

function parseDecimal(text: string): Exact | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, minus, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction);
  return { digits: minus ? -digits : digits, exponent: Number(exponent) - fraction.length };
}

/** Orders by code point, as memcmp over UTF-8 does; JavaScript's own order differs for characters outside the BMP. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) {
      const isSurrogateX = x >= 0xd800 && x <= 0xdfff;
      const isSurrogateY = y >= 0xd800 && y <= 0xdfff;
      if (isSurrogateX !== isSurrogateY) return isSurrogateX ? 1 : -1;
      return x < y ? -1 : 1;
    }
  }
  return sign(a.length - b.length);
}

function compareDocs(a: Doc, b: Doc): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  for (let index = 0; index < left.length && index < right.length; index += 1) {
    const [nameA, valueA] = left[index] as [string, unknown];
    const [nameB, valueB] = right[index] as [string, unknown];
    const order = sign(rankOf(valueA) - rankOf(valueB)) || compareStrings(nameA, nameB) || compare(valueA, valueB);
    if (order !== 0) return order;
  }
  return sign(left.length - right.length);
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const order = compare(a[index], b[index]);
    if (order !== 0) return order;
  }
  return sign(a.length - b.length);
}

function compareBinaries(a: Binary, b: Binary): number {
  return sign(a.position - b.position) || sign(a.sub_type - b.sub_type) || Buffer.compare(a.value(), b.value());
}

function compareRegexes(a: BSONRegExp, b: BSONRegExp): number {
  return compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options);
}

function compareCodes(a: Code, b: Code): number {
  return compareStrings(String(a.code), String(b.code)) || compareDocs((a.scope ?? {}) as Doc, (b.scope ?? {}) as Doc);
}

/** The comparison a sort specification asks for, over whole documents' sort keys. */
export function compareBy(directions: number[]): (a: unknown[], b: unknown[]) => number {
  return (a, b) => {
    for (let index = 0; index < directions.length; index += 1) {
      const order = compare(a[index], b[index]) * (directions[index] as number);
      if (order !== 0) return order;
    }
    return 0;
  };
}
