import { Decimal128, Double, Int32, Long } from 'bson';
import {
  calculate,
  ceiling,
  divide,
  floor,
  halfEven,
  isWhole,
  isZero,
  modulo,
  type NumericOperator,
  type Rounding,
  roundTo,
  sumOf,
  toBigInt,
  truncated,
  whole,
} from '../bson/arithmetic';
import { compare } from '../bson/compare';
import { setOwn } from '../bson/path';
import { type BsonNumber, bsonTypeName, type Doc, isDoc, isNumber, isTruthy, toInteger, toNumber } from '../bson/value';
import { codes, MongoError } from '../errors';
import { anyNumber, define, defineNamed, isNothing, type Operator, requireNumber, strict } from './operator-table';

/** Aggregation lets a 64-bit overflow become a double. */
function arithmetic(op: NumericOperator, a: BsonNumber, b: BsonNumber): BsonNumber {
  return calculate(op, a, b) ?? (calculate(op, new Double(toNumber(a)), new Double(toNumber(b))) as Double);
}

/** Sums and products; a date may take part in a sum. */
function fold(op: 'add' | 'multiply', start: number): Operator['apply'] {
  return strict((values, name) => {
    const dates = op === 'add' ? values.filter((value) => value instanceof Date) : [];
    if (dates.length > 1) throw new MongoError(16612, `only one date allowed in an ${name} expression`);
    const numbers = values.filter((value) => value !== dates[0]).map((value) => requireNumber(value, name));
    const total = numbers.reduce<BsonNumber>((sum, value) => arithmetic(op, sum, value), new Int32(start));
    return dates[0] ? new Date(dates[0].getTime() + Math.round(toNumber(total))) : total;
  });
}

function subtract([a, b]: unknown[], name: string): unknown {
  if (!(a instanceof Date)) return arithmetic('subtract', requireNumber(a, name), requireNumber(b, name));
  if (b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  return new Date(a.getTime() - Math.round(toNumber(requireNumber(b, name))));
}

/** A division of two numbers; `code` is the error of one by zero. */
const quotient = (code: number, apply: (a: BsonNumber, b: BsonNumber) => BsonNumber) =>
  strict(([a, b], name) => {
    const [x, y] = [requireNumber(a, name), requireNumber(b, name)];
    if (isZero(y)) throw new MongoError(code, `can't ${name} by zero`);
    return apply(x, y);
  });

/** Rounds to a decimal place. */
function rounding(rule: Rounding): Operator['apply'] {
  return strict(([value, place = new Int32(0)], name) => {
    const digits = toInteger(place);
    if (digits === undefined || digits < -20 || digits > 100)
      throw new MongoError(51083, `cannot apply ${name} with precision value ${place} value must be in [-20, 100]`);
    const rounded = roundTo(requireNumber(value, name), digits, rule);
    if (!rounded) throw new MongoError(51080, `invalid conversion from Decimal128 result in ${name}`);
    return rounded;
  });
}

function absolute([value]: unknown[], name: string): unknown {
  const number = requireNumber(value, name);
  if (number instanceof Decimal128) return Decimal128.fromString(number.toString().replace('-', ''));
  if (!isWhole(number)) return new Double(Math.abs(toNumber(number)));
  const integer = toBigInt(number);
  const result = whole(integer < 0n ? -integer : integer, number);
  if (!result) throw new MongoError(28680, "can't take $abs of long long min");
  return result;
}

function power([a, b]: unknown[], name: string): unknown {
  const [base, exponent] = [requireInexact(a, name), requireInexact(b, name)];
  const [x, y] = [toNumber(base), toNumber(exponent)];
  if (x === 0 && y < 0) throw new MongoError(28764, '$pow cannot take a base of 0 and a negative exponent');
  const isExact = isWhole(base) && isWhole(exponent) && y >= 0 && (y < 64 || Math.abs(x) <= 1);
  const result = isExact
    ? whole(toBigInt(base) ** (y < 64 ? toBigInt(exponent) : BigInt(y % 2)), base, exponent)
    : undefined;
  return result ?? new Double(x ** y);
}

/** Roots and logarithms of decimals would have to be exact to 34 digits; they are refused. */
function requireInexact(value: unknown, name: string): BsonNumber {
  const number = requireNumber(value, name);
  if (number instanceof Decimal128)
    throw new MongoError(codes.NotImplemented, `${name} of a decimal is not supported by the embedded database`);
  return number;
}

/** A function on doubles, refused outside its domain. */
const onDouble = (apply: (value: number) => number, isValid?: (value: number) => boolean, code = 50989) =>
  strict(([value], name) => {
    const number = toNumber(requireInexact(value, name));
    if (isValid && !Number.isNaN(number) && !isValid(number))
      throw new MongoError(code, `cannot apply ${name} to ${number}, value is out of its domain`);
    return new Double(apply(number));
  });

function logarithm([value, base]: unknown[], name: string): unknown {
  const [x, y] = [toNumber(requireInexact(value, name)), toNumber(requireInexact(base, name))];
  if (x <= 0) throw new MongoError(28758, `$log's argument must be a positive number, but is ${x}`);
  if (y <= 0 || y === 1)
    throw new MongoError(28759, `$log's base must be a positive number not equal to 1, but is ${y}`);
  return new Double(Math.log(x) / Math.log(y));
}

const bits = (start: bigint, apply: (a: bigint, b: bigint) => bigint) =>
  strict((values, name) => {
    const integers = values.map((value) => {
      if (value instanceof Int32 || value instanceof Long) return value;
      throw new MongoError(codes.TypeMismatch, `${name} only supports int and long operands.`);
    });
    return whole(
      integers.reduce((total, value) => apply(total, toBigInt(value)), start),
      ...integers,
    );
  });

const isPositive = (value: number) => value > 0;
const isUnit = (value: number) => value >= -1 && value <= 1;

define(anyNumber, {
  $add: fold('add', 0),
  $multiply: fold('multiply', 1),
  $bitAnd: bits(-1n, (a, b) => a & b),
  $bitOr: bits(0n, (a, b) => a | b),
  $bitXor: bits(0n, (a, b) => a ^ b),
});
define(2, {
  $subtract: strict(subtract),
  $divide: quotient(codes.BadValue, divide),
  $mod: quotient(16610, modulo),
  $eq: ([a, b]) => compare(a, b) === 0,
  $ne: ([a, b]) => compare(a, b) !== 0,
  $gt: ([a, b]) => compare(a, b) > 0,
  $gte: ([a, b]) => compare(a, b) >= 0,
  $lt: ([a, b]) => compare(a, b) < 0,
  $lte: ([a, b]) => compare(a, b) <= 0,
  $cmp: ([a, b]) => new Int32(compare(a, b)),
  $pow: strict(power),
  $log: strict(logarithm),
  $atan2: strict(
    ([a, b], name) => new Double(Math.atan2(toNumber(requireInexact(a, name)), toNumber(requireInexact(b, name)))),
  ),
});
define(1, {
  $not: ([value]) => !isTruthy(value),
  $abs: strict(absolute),
  $ceil: rounding(ceiling),
  $floor: rounding(floor),
  $sqrt: onDouble(Math.sqrt, (value) => value >= 0, 28714),
  $exp: onDouble(Math.exp),
  $ln: onDouble(Math.log, isPositive, 28766),
  $log10: onDouble(Math.log10, isPositive, 28761),
  $sin: onDouble(Math.sin, Number.isFinite),
  $cos: onDouble(Math.cos, Number.isFinite),
  $tan: onDouble(Math.tan, Number.isFinite),
  $asin: onDouble(Math.asin, isUnit),
  $acos: onDouble(Math.acos, isUnit),
  $atan: onDouble(Math.atan),
  $degreesToRadians: onDouble((value) => (value * Math.PI) / 180),
  $radiansToDegrees: onDouble((value) => (value * 180) / Math.PI),
  $bitNot: bits(-1n, (a, b) => a ^ b),
  $type: ([value]) => bsonTypeName(value),
  $isNumber: ([value]) => isNumber(value),
});
define([1, 2], { $round: rounding(halfEven), $trunc: rounding(truncated) });
define([2, Number.POSITIVE_INFINITY], {
  $ifNull: (values) => values.slice(0, -1).find((value) => !isNothing(value)) ?? values.at(-1),
});
define([1, Number.POSITIVE_INFINITY], {
  $sum: (values) => sumOf(spread(values)).total(),
  $avg: (values) => sumOf(spread(values)).average(),
  $min: (values) => extreme(spread(values), -1),
  $max: (values) => extreme(spread(values), 1),
  $stdDevPop: (values) => deviation(spread(values), 0),
  $stdDevSamp: (values) => deviation(spread(values), 1),
  $mergeObjects: mergeObjects,
});

/** Several values of a list, as expressions and as accumulators. */
export const pickers: Record<string, (list: unknown[], n: number) => unknown[]> = {
  $firstN: (list, n) => list.slice(0, n),
  $lastN: (list, n) => list.slice(-n),
  $minN: (list, n) => ranked(list, 1).slice(0, n),
  $maxN: (list, n) => ranked(list, -1).slice(0, n),
};
for (const [name, pick] of Object.entries(pickers)) {
  defineNamed(['input', 'n'], 2, {
    [name]: ([input, n]) => {
      if (Array.isArray(input)) return pick(input, requirePositive(n, name));
      throw new MongoError(5788200, `${name} requires an array input, not ${bsonTypeName(input)}`);
    },
  });
}

defineNamed([], 0, { $rand: () => new Double(Math.random()) });

const spread = (values: unknown[]) =>
  values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values;

/** The `n` of the operators that keep several values. */
export function requirePositive(n: unknown, name: string): number {
  const count = toInteger(n);
  if (count === undefined || count < 1)
    throw new MongoError(5787908, `'n' must be greater than 0, found ${String(n)} (${name})`);
  return count;
}

/** Values in order, without null and missing ones. */
const ranked = (values: unknown[], direction: number): unknown[] =>
  values.filter((value) => !isNothing(value)).sort((a, b) => compare(a, b) * direction);

/** The least (-1) or greatest (1) value that is not null. */
export function extreme(values: unknown[], direction: number): unknown {
  let best: unknown = null;
  for (const value of values) {
    if (!isNothing(value) && (best === null || compare(value, best) * direction > 0)) best = value;
  }
  return best;
}

/** The standard deviation of the numbers in a list; `freedom` is 1 for that of a sample. */
export function deviation(values: unknown[], freedom: 0 | 1): Double | null {
  const numbers = values.filter(isNumber).map(toNumber);
  if (numbers.length <= freedom) return null;
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return new Double(Math.sqrt(squares / (numbers.length - freedom)));
}

export function mergeObjects(values: unknown[]): Doc {
  const merged: Doc = {};
  for (const value of values) {
    if (isNothing(value)) continue;
    if (!isDoc(value))
      throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${bsonTypeName(value)}`);
    for (const [name, field] of Object.entries(value)) setOwn(merged, name, field);
  }
  return merged;
}
