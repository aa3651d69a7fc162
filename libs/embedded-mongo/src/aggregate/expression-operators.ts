import { Decimal128, Double, Int32, Long } from 'bson';
import { asTypeOf, calculate, type NumericOperator } from '../bson/arithmetic';
import { compare } from '../bson/compare';
import { type BsonNumber, bsonTypeName, type Doc, intOrLong, isDoc, isNumber, isTruthy, toNumber } from '../bson/value';
import { MongoError } from '../errors';
import { anyNumber, define, isNothing, type Operator, requireNumber } from './operator-table';

function arithmetic(op: NumericOperator, a: BsonNumber, b: BsonNumber): BsonNumber {
  // Aggregation lets a 64-bit overflow become a double.
  return (
    calculate(op, a, b) ??
    new Double(toNumber(calculate(op, new Double(toNumber(a)), new Double(toNumber(b))) as Double))
  );
}

/** Sums and products; a date may take part in a sum. */
function fold(op: 'add' | 'multiply', start: number): Operator['apply'] {
  return (values, name) => {
    if (values.some(isNothing)) return null;
    const date = op === 'add' ? values.find((value) => value instanceof Date) : undefined;
    const numbers = values.filter((value) => value !== date).map((value) => requireNumber(value, name));
    const total = numbers.reduce<BsonNumber>((sum, value) => arithmetic(op, sum, value), new Int32(start));
    return date ? new Date((date as Date).getTime() + Math.trunc(toNumber(total))) : total;
  };
}

function subtract([a, b]: unknown[], name: string): unknown {
  if (isNothing(a) || isNothing(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
    return new Date(a.getTime() - Math.trunc(toNumber(requireNumber(b, name))));
  }
  return arithmetic('subtract', requireNumber(a, name), requireNumber(b, name));
}

function divide([a, b]: unknown[], name: string): unknown {
  if (isNothing(a) || isNothing(b)) return null;
  const [x, y] = [requireNumber(a, name), requireNumber(b, name)];
  if (toNumber(y) === 0) throw new MongoError(2, "can't $divide by zero");
  const quotient = toNumber(x) / toNumber(y);
  return x instanceof Decimal128 || y instanceof Decimal128
    ? Decimal128.fromString(String(quotient))
    : new Double(quotient);
}

function modulo([a, b]: unknown[], name: string): unknown {
  if (isNothing(a) || isNothing(b)) return null;
  const [x, y] = [requireNumber(a, name), requireNumber(b, name)];
  if (toNumber(y) === 0) throw new MongoError(16610, "can't $mod by zero");
  if (x instanceof Long || y instanceof Long) {
    if (!(x instanceof Double) && !(y instanceof Double))
      return Long.fromBigInt(BigInt(x.toString()) % BigInt(y.toString()));
  }
  return asTypeOf(toNumber(x) % toNumber(y), x, y);
}

/** A function of one number that keeps the number's type. */
function rounding(round: (value: number) => number): Operator['apply'] {
  return ([value], name) => {
    if (isNothing(value)) return null;
    const number = requireNumber(value, name);
    return number instanceof Long || number instanceof Int32
      ? name === '$abs'
        ? asTypeOf(round(toNumber(number)), number)
        : number
      : asTypeOf(round(toNumber(number)), number);
  };
}

/** Rounds to a decimal place; ties go to the even neighbour for `$round`. */
function toPlace(round: (value: number) => number): Operator['apply'] {
  return ([value, place = new Int32(0)], name) => {
    if (isNothing(value) || isNothing(place)) return null;
    const number = requireNumber(value, name);
    const digits = toNumber(requireNumber(place, name));
    const x = toNumber(number);
    if (!Number.isFinite(x)) return number;
    // Shifting in decimal text avoids the error of multiplying by a power of ten.
    const shifted = round(Number(shift(x, digits)));
    return asTypeOf(Number(shift(shifted, -digits)), number);
  };
}

function shift(value: number, digits: number): string {
  const [mantissa, exponent = '0'] = String(value).split('e') as [string, string?];
  return `${mantissa}e${Number(exponent) + digits}`;
}

function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

function onDouble(apply: (value: number) => number): Operator['apply'] {
  return ([value], name) => (isNothing(value) ? null : new Double(apply(toNumber(requireNumber(value, name)))));
}

define(anyNumber, { $add: fold('add', 0), $multiply: fold('multiply', 1) });
define(2, {
  $subtract: subtract,
  $divide: divide,
  $mod: modulo,
  $eq: ([a, b]) => compareMissing(a, b) === 0,
  $ne: ([a, b]) => compareMissing(a, b) !== 0,
  $gt: ([a, b]) => compareMissing(a, b) > 0,
  $gte: ([a, b]) => compareMissing(a, b) >= 0,
  $lt: ([a, b]) => compareMissing(a, b) < 0,
  $lte: ([a, b]) => compareMissing(a, b) <= 0,
  $cmp: ([a, b]) => new Int32(compareMissing(a, b)),
  $pow: ([a, b], name) =>
    isNothing(a) || isNothing(b)
      ? null
      : asTypeOf(
          toNumber(requireNumber(a, name)) ** toNumber(requireNumber(b, name)),
          a as BsonNumber,
          b as BsonNumber,
        ),
});
define(1, {
  $not: ([value]) => !isTruthy(value),
  $abs: rounding(Math.abs),
  $ceil: rounding(Math.ceil),
  $floor: rounding(Math.floor),
  $sqrt: onDouble(Math.sqrt),
  $exp: onDouble(Math.exp),
  $ln: onDouble(Math.log),
  $log10: onDouble(Math.log10),
  $type: ([value]) => bsonTypeName(value),
  $isNumber: ([value]) => isNumber(value),
});
define([1, 2], { $round: toPlace(halfEven), $trunc: toPlace(Math.trunc) });
define([2, Number.POSITIVE_INFINITY], {
  $ifNull: (values) => values.slice(0, -1).find((value) => !isNothing(value)) ?? values.at(-1),
});
define([1, Number.POSITIVE_INFINITY], {
  $sum: (values) => sumOf(spread(values)),
  $avg: (values) => averageOf(spread(values)),
  $min: (values) => extreme(spread(values), -1),
  $max: (values) => extreme(spread(values), 1),
  $mergeObjects: (values, name) => mergeObjects(values, name),
});

/** Missing sorts below everything, null included. */
function compareMissing(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compare(a, b);
}

const spread = (values: unknown[]) =>
  values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : values;

/** The sum of the numbers in a list; anything else is passed over. */
export function sumOf(values: unknown[]): BsonNumber {
  return values.filter(isNumber).reduce<BsonNumber>((sum, value) => arithmetic('add', sum, value), new Int32(0));
}

export function averageOf(values: unknown[]): BsonNumber | null {
  const numbers = values.filter(isNumber);
  return numbers.length === 0 ? null : (divide([sumOf(numbers), intOrLong(numbers.length)], '$avg') as BsonNumber);
}

/** The least (-1) or greatest (1) value that is not null. */
export function extreme(values: unknown[], direction: number): unknown {
  let best: unknown = null;
  for (const value of values) {
    if (!isNothing(value) && (best === null || compare(value, best) * direction > 0)) best = value;
  }
  return best;
}

export function mergeObjects(values: unknown[], name: string): Doc {
  const merged: Doc = {};
  for (const value of values) {
    if (isNothing(value)) continue;
    if (!isDoc(value))
      throw new MongoError(40400, `${name} requires object inputs, but input is of type ${bsonTypeName(value)}`);
    Object.assign(merged, value);
  }
  return merged;
}
