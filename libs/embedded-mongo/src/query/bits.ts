import { Binary } from 'bson';
import { type BsonNumber, toInteger, toNumber, wholePart } from '../bson/value';
import { badValue, failedToParse } from '../errors';

/** Tells whether a value has the bits asked for. */
export type BitTest = (value: unknown) => boolean;

/** Compiles `$bitsAllSet`, `$bitsAllClear`, `$bitsAnySet` and `$bitsAnyClear`: a mask, or a list of bit positions. */
export function parseBits(name: string, operand: unknown): BitTest {
  const positions = positionsOf(name, operand);
  const wanted = name.endsWith('Set');
  const isAll = name.includes('All');
  return (value) => {
    const bitAt = bitsOf(value);
    if (!bitAt) return false;
    const holds = (position: number) => bitAt(position) === wanted;
    return isAll ? positions.every(holds) : positions.some(holds);
  };
}

function positionsOf(name: string, operand: unknown): number[] {
  if (Array.isArray(operand)) {
    return operand.map((position) => {
      const number = toInteger(position);
      if (number === undefined || number < 0)
        throw badValue(`Failed to parse bit position. Expected a non-negative number in: ${name}`);
      return number;
    });
  }
  const bitAt = operand instanceof Binary ? bitsOf(operand) : undefined;
  if (bitAt) return Array.from({ length: (operand as Binary).position * 8 }, (_, at) => at).filter(bitAt);
  const mask = wholePart(operand);
  if (mask === undefined)
    throw badValue(`${name} takes an Array, a number, or a BinData but received: ${String(operand)}`);
  if (mask < 0n) throw failedToParse(`Expected a non-negative number in: ${name}: ${mask}`);
  return Array.from({ length: 64 }, (_, at) => at).filter((at) => (mask >> BigInt(at)) & 1n);
}

/** The bits of a number, as two's complement, or of binary data, beyond whose end all are zero. */
function bitsOf(value: unknown): ((position: number) => boolean) | undefined {
  if (value instanceof Binary) {
    const bytes = value.value();
    return (position) => (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) === 1;
  }
  const number = wholePart(value);
  // A number with a fraction has no bits.
  if (number === undefined || Number(number) !== toNumber(value as BsonNumber)) return undefined;
  return (position) => ((number >> BigInt(Math.min(position, 63))) & 1n) === 1n;
}
