import { Decimal128, Double, Int32, Long } from 'bson';
import { exact } from './compare';
import { type BsonNumber, toNumber } from './value';

export type NumericOperator = 'add' | 'subtract' | 'multiply';

const maxLong = 2n ** 63n - 1n;
const minLong = -(2n ** 63n);

/**
 * Arithmetic with MongoDB's result types: the wider operand decides (int < long < double < decimal), an int that overflows
 * becomes a long. Returns undefined when a long overflows.
 */
export function calculate(op: NumericOperator, a: BsonNumber, b: BsonNumber): BsonNumber | undefined {
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimal(op, a, b);
  if (isWhole(a) && isWhole(b)) {
    const result = onBigInts(op, toBigInt(a), toBigInt(b));
    if (!(a instanceof Long) && !(b instanceof Long) && BigInt.asIntN(32, result) === result)
      return new Int32(Number(result));
    return result > maxLong || result < minLong ? undefined : Long.fromBigInt(result);
  }
  return new Double(onNumbers(op, toNumber(a), toNumber(b)));
}

const isWhole = (value: BsonNumber) =>
  value instanceof Int32 || value instanceof Long || (typeof value === 'number' && Number.isInteger(value));

function toBigInt(value: BsonNumber): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(toNumber(value));
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
  if (!x || !y) return Decimal128.fromString(special(onNumbers(op, toNumber(a), toNumber(b))));
  if (op === 'multiply') return toDecimal(x.digits * y.digits, x.exponent + y.exponent);
  const scale = Math.min(x.exponent, y.exponent);
  const left = x.digits * 10n ** BigInt(x.exponent - scale);
  const right = y.digits * 10n ** BigInt(y.exponent - scale);
  return toDecimal(onBigInts(op, left, right), scale);
}

const special = (value: number) => (Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity');

/** A double enters decimal arithmetic with 15 significant digits, as in MongoDB. */
function exactDecimal(value: BsonNumber) {
  if (value instanceof Double && Number.isFinite(value.value) && !Number.isInteger(value.value)) {
    return exact(Decimal128.fromString(value.value.toPrecision(15)));
  }
  return exact(value);
}

/** digits * 10^exponent as a Decimal128, rounded half-even to its 34 digits. */
export function toDecimal(digits: bigint, exponent: number): Decimal128 {
  let rounded = digits;
  let power = exponent;
  const excess = (digits < 0n ? -digits : digits).toString().length - 34;
  if (excess > 0) {
    const unit = 10n ** BigInt(excess);
    const rest = digits % unit;
    const twice = (rest < 0n ? -rest : rest) * 2n;
    rounded = digits / unit;
    power += excess;
    if (twice > unit || (twice === unit && rounded % 2n !== 0n)) rounded += digits < 0n ? -1n : 1n;
  }
  return Decimal128.fromString(`${rounded}E${power >= 0 ? '+' : ''}${power}`);
}

/** A JavaScript result as the type that its operands call for. */
export function asTypeOf(result: number, ...operands: BsonNumber[]): BsonNumber {
  if (operands.some((value) => value instanceof Decimal128)) return Decimal128.fromString(String(result));
  if (operands.some((value) => value instanceof Double) || !Number.isInteger(result)) return new Double(result);
  return operands.some((value) => value instanceof Long) || result !== (result | 0)
    ? Long.fromNumber(result)
    : new Int32(result);
}
