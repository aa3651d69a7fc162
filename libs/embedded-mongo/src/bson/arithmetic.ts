import { Decimal128, Double, Int32, Long } from 'bson';
import { type Exact, exact } from './compare';
import { type BsonNumber, isNumber, toNumber } from './value';

export type NumericOperator = 'add' | 'subtract' | 'multiply';

/**
 * Arithmetic with MongoDB's result types: the wider operand decides (int < long < double < decimal), an int that overflows
 * becomes a long. Returns undefined when a long overflows.
 */
export function calculate(op: NumericOperator, a: BsonNumber, b: BsonNumber): BsonNumber | undefined {
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimal(op, a, b);
  if (isWhole(a) && isWhole(b)) return whole(onBigInts(op, toBigInt(a), toBigInt(b)), a, b);
  return new Double(onNumbers(op, toNumber(a), toNumber(b)));
}

/** True for the integer types. */
export const isWhole = (value: BsonNumber): boolean =>
  value instanceof Int32 || value instanceof Long || (typeof value === 'number' && Number.isInteger(value));

export function toBigInt(value: BsonNumber): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(toNumber(value));
}

/** An integer result: an int where no operand was a long and it fits, else a long; undefined beyond 64 bits. */
export function whole(result: bigint, ...operands: BsonNumber[]): Int32 | Long | undefined {
  if (BigInt.asIntN(32, result) === result && !operands.some((value) => value instanceof Long))
    return new Int32(Number(result));
  return BigInt.asIntN(64, result) === result ? Long.fromBigInt(result) : undefined;
}

function onNumbers(op: NumericOperator, a: number, b: number): number {
  if (op === 'add') return a + b;
  return op === 'subtract' ? a - b : a * b;
}

function onBigInts(op: NumericOperator, a: bigint, b: bigint): bigint {
  if (op === 'add') return a + b;
  return op === 'subtract' ? a - b : a * b;
}

function decimal(op: NumericOperator, a: BsonNumber, b: BsonNumber): Decimal128 {
  const x = exactDecimal(a);
  const y = exactDecimal(b);
  if (!x || !y) return special(onNumbers(op, toNumber(a), toNumber(b)));
  if (op === 'multiply') return toDecimal(x.digits * y.digits, x.exponent + y.exponent);
  const [left, right, exponent] = aligned(x, y);
  return toDecimal(onBigInts(op, left, right), exponent);
}

function aligned(x: Exact, y: Exact): [bigint, bigint, number] {
  const exponent = Math.min(x.exponent, y.exponent);
  return [x.digits * 10n ** BigInt(x.exponent - exponent), y.digits * 10n ** BigInt(y.exponent - exponent), exponent];
}

const special = (value: number) => Decimal128.fromString(Number.isFinite(value) ? '0' : String(value));

/** A double enters decimal arithmetic with 15 significant digits, as in MongoDB. */
function exactDecimal(value: BsonNumber): Exact | undefined {
  if (value instanceof Double && Number.isFinite(value.value) && !Number.isInteger(value.value)) {
    return exact(Decimal128.fromString(value.value.toPrecision(15)));
  }
  return exact(value);
}

export const isZero = (value: BsonNumber): boolean => exact(value)?.digits === 0n;

/** A quotient: a double, or a decimal of 34 digits when an operand is one. The divisor is not zero. */
export function divide(a: BsonNumber, b: BsonNumber): Double | Decimal128 {
  if (!(a instanceof Decimal128) && !(b instanceof Decimal128)) return new Double(toNumber(a) / toNumber(b));
  const x = exactDecimal(a);
  const y = exactDecimal(b);
  if (!x || !y) return special(toNumber(a) / toNumber(b));
  const scale = 36 + y.digits.toString().length;
  const scaled = x.digits * 10n ** BigInt(scale);
  let digits = scaled / y.digits;
  let exponent = x.exponent - y.exponent - scale;
  if (digits * y.digits === scaled) {
    for (; exponent < x.exponent - y.exponent && digits % 10n === 0n; exponent += 1) digits /= 10n;
    return toDecimal(digits, exponent);
  }
  // One more digit stands for the endless rest, so that it never looks like a tie.
  return toDecimal(digits * 10n + (digits < 0n ? -1n : 1n), exponent - 1);
}

/** The remainder of a division, with the sign of the dividend. The divisor is not zero. */
export function modulo(a: BsonNumber, b: BsonNumber): BsonNumber {
  if (isWhole(a) && isWhole(b)) return whole(toBigInt(a) % toBigInt(b), a, b) as BsonNumber;
  if (!(a instanceof Decimal128) && !(b instanceof Decimal128)) return new Double(toNumber(a) % toNumber(b));
  const x = exactDecimal(a);
  const y = exactDecimal(b);
  if (!x || !y) return x ? decimal('add', a, new Int32(0)) : special(Number.NaN);
  const [left, right, exponent] = aligned(x, y);
  return toDecimal(left % right, exponent);
}

/** How a value that lies between two neighbours is rounded: the quotient towards zero, what was cut off, and the unit. */
export type Rounding = (quotient: bigint, rest: bigint, unit: bigint) => bigint;

export const halfEven: Rounding = (quotient, rest, unit) => {
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const isAway = twice > unit || (twice === unit && quotient % 2n !== 0n);
  return isAway ? quotient + (rest < 0n ? -1n : 1n) : quotient;
};
export const truncated: Rounding = (quotient) => quotient;
export const floor: Rounding = (quotient, rest) => (rest < 0n ? quotient - 1n : quotient);
export const ceiling: Rounding = (quotient, rest) => (rest > 0n ? quotient + 1n : quotient);

function cut(digits: bigint, places: number, rounding: Rounding): bigint {
  const unit = 10n ** BigInt(places);
  return rounding(digits / unit, digits % unit, unit);
}

/** A number rounded to a decimal place (negative: left of the point), in its own type; undefined when a long overflows. */
export function roundTo(value: BsonNumber, place: number, rounding: Rounding): BsonNumber | undefined {
  const parts = exact(value);
  if (!parts || -parts.exponent <= place) return value;
  const digits = cut(parts.digits, -parts.exponent - place, rounding);
  if (value instanceof Decimal128) return toDecimal(digits, -place);
  return isWhole(value) ? whole(digits * 10n ** BigInt(-place), value) : new Double(Number(`${digits}e${-place}`));
}

/** digits * 10^exponent as a Decimal128, rounded half-even to its 34 digits; beyond its range infinite or zero. */
export function toDecimal(digits: bigint, exponent: number): Decimal128 {
  const length = (digits < 0n ? -digits : digits).toString().length;
  const excess = Math.max(length - 34, -6176 - exponent, 0);
  const rounded = excess > 0 ? cut(digits, Math.min(excess, length + 1), halfEven) : digits;
  const power = exponent + excess;
  if (rounded !== 0n && length - excess + power > 6145) return special(digits < 0n ? -Infinity : Infinity);
  return Decimal128.fromString(`${rounded}E${power >= 0 ? '+' : ''}${power}`);
}

/** A running sum as `$sum` and `$avg` keep it: integers and decimals exactly, doubles with their rounding errors. */
export class Sum {
  count = 0;
  private integers = 0n;
  private isLong = false;
  private decimals: Decimal128 | undefined;
  private doubles = 0;
  private lost = 0;
  private hasDoubles = false;

  /** Adds a number; anything else is passed over. */
  add(value: unknown): void {
    if (!isNumber(value)) return;
    this.count += 1;
    if (value instanceof Decimal128) {
      this.decimals = this.decimals ? decimal('add', this.decimals, value) : value;
    } else if (isWhole(value)) {
      this.integers += toBigInt(value);
      this.isLong ||= value instanceof Long;
    } else {
      this.hasDoubles = true;
      this.addDouble(toNumber(value));
    }
  }

  total(): BsonNumber {
    if (this.decimals) {
      const others = decimal('add', toDecimal(this.integers, 0), new Double(this.doubles + this.lost));
      return decimal('add', this.decimals, others);
    }
    const exactTotal = this.hasDoubles ? undefined : whole(this.integers, this.isLong ? Long.ZERO : new Int32(0));
    return exactTotal ?? new Double(Number(this.integers) + this.doubles + this.lost);
  }

  average(): BsonNumber | null {
    return this.count === 0 ? null : divide(this.total(), new Int32(this.count));
  }

  /** Neumaier's summation: what rounding loses is carried along. */
  private addDouble(value: number): void {
    const sum = this.doubles + value;
    if (Number.isFinite(sum))
      this.lost += Math.abs(this.doubles) >= Math.abs(value) ? this.doubles - sum + value : value - sum + this.doubles;
    this.doubles = sum;
  }
}

/** The sum of the numbers in a list. */
export function sumOf(values: unknown[]): Sum {
  const sum = new Sum();
  for (const value of values) sum.add(value);
  return sum;
}
