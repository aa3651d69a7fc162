import { createHash } from 'node:crypto';
import { type Binary, type BSONRegExp, type Code, Decimal128, Long, type ObjectId, type Timestamp } from 'bson';
import { exact, rankOf } from './compare';
import { type BsonNumber, bsonType, type Doc, toNumber } from './value';

/**
 * Order-preserving encoding of BSON values: bytewise order of keys is MongoDB's order of values, and equal values
 * (1, 1.0, NumberLong(1)) have equal keys. Each value's key is self-delimiting, so keys of a compound index concatenate
 * and an equality on the first fields is a prefix.
 */

/** Stands for an empty array in an index; it sorts before null, as BSON undefined does. */
export const emptyArray: unique symbol = Symbol('empty array');

let scratch = Buffer.allocUnsafe(4096);
let length = 0;

function reserve(extra: number): void {
  if (length + extra <= scratch.length) return;
  const grown = Buffer.allocUnsafe(Math.max(scratch.length * 2, length + extra));
  scratch.copy(grown, 0, 0, length);
  scratch = grown;
}

function byte(value: number): void {
  reserve(1);
  scratch[length++] = value;
}

function bytes(value: Uint8Array): void {
  reserve(value.length);
  scratch.set(value, length);
  length += value.length;
}

/** Text ends in 00 00; a NUL inside is 00 ff, so that a prefix sorts before what continues it. */
function text(value: string): void {
  const size = Buffer.byteLength(value);
  reserve(size + 2);
  if (value.includes('\0')) {
    for (const part of Buffer.from(value)) {
      byte(part);
      if (part === 0) byte(0xff);
    }
  } else {
    length += scratch.write(value, length);
  }
  byte(0);
  byte(0);
}

const float = Buffer.alloc(8);

/** A double's bits, flipped so that they sort as numbers do; NaN sorts first. */
function double(value: number): void {
  if (Number.isNaN(value)) {
    float.fill(0);
  } else {
    float.writeDoubleBE(value === 0 ? 0 : value);
    if ((float[0] as number) & 0x80)
      for (let index = 0; index < 8; index += 1) float[index] = ~(float[index] as number);
    else float[0] = (float[0] as number) | 0x80;
  }
  bytes(float);
}

const wholeOffset = 0x8000;

/**
 * The nearest double, then how far the value lies above it: whole units in two bytes (64-bit integers are at most 512
 * away), then 0x80 when that is exact or 0x81 and the decimal digits when a fraction is left.
 */
function number(value: BsonNumber): void {
  const near = toNumber(value);
  double(near);
  const isExact = !(value instanceof Decimal128) && !(value instanceof Long && !Number.isSafeInteger(near));
  const rest = isExact ? undefined : remainder(value, near);
  if (!rest) {
    reserve(3);
    length = scratch.writeUInt16BE(wholeOffset, length);
    byte(0x80);
    return;
  }
  reserve(2);
  length = scratch.writeUInt16BE(Math.min(Math.max(rest.whole + wholeOffset, 0), 0xffff), length);
  byte(rest.hasFraction ? 0x81 : 0x80);
  if (rest.hasFraction) decimalDigits(value);
}

/** value - near, as its floor and whether a fraction is left over; undefined when they are equal. */
function remainder(value: BsonNumber, near: number): { whole: number; hasFraction: boolean } | undefined {
  const x = exact(value);
  if (!x) return undefined;
  // Beyond the range of doubles the digits alone decide: below +Infinity, above -Infinity.
  if (!Number.isFinite(near)) return { whole: near > 0 ? -wholeOffset : wholeOffset, hasFraction: true };
  const y = exact(near) as { digits: bigint; exponent: number };
  const scale = Math.min(x.exponent, y.exponent, 0);
  const difference = x.digits * 10n ** BigInt(x.exponent - scale) - y.digits * 10n ** BigInt(y.exponent - scale);
  if (difference === 0n) return undefined;
  const unit = 10n ** BigInt(-scale);
  const quotient = difference / unit;
  const isExact = quotient * unit === difference;
  const whole = difference < 0n && !isExact ? quotient - 1n : quotient;
  const clamped = whole > 0x7fffn ? 0x7fff : whole < -0x8000n ? -0x8000 : Number(whole);
  return { whole: clamped, hasFraction: !isExact || BigInt(clamped) !== whole };
}

/** Sign, power of ten and digits of a decimal, inverted below zero; they order decimals by themselves. */
function decimalDigits(value: BsonNumber): void {
  const { digits, exponent } = exact(value) as { digits: bigint; exponent: number };
  const plain = (digits < 0n ? -digits : digits).toString();
  byte(digits < 0n ? 0x7f : 0x80);
  const afterSign = length;
  reserve(2);
  length = scratch.writeUInt16BE(plain.length + exponent + wholeOffset, length);
  text(plain.replace(/0+$/, ''));
  if (digits < 0n) invert(afterSign);
}

function invert(from: number): void {
  for (let index = from; index < length; index += 1) scratch[index] = ~(scratch[index] as number);
}

const halfRange = 2 ** 32;

/** Milliseconds as a 64-bit integer with its sign flipped; in halves, for a BigInt a date costs more than the rest of its key. */
function date(value: Date): void {
  const time = value.getTime() || 0;
  const high = Math.floor(time / halfRange);
  reserve(8);
  length = scratch.writeUInt32BE(high + halfRange / 2, length);
  length = scratch.writeUInt32BE(time - high * halfRange, length);
}

const tagOf = (value: unknown) => (value === emptyArray ? 2 : rankOf(value ?? null)) * 8;

function payload(value: unknown, tag: number) {
  switch (tag / 8) {
    case 4:
      return number(value as BsonNumber);
    case 5:
      return text(String(value));
    case 6:
      return fields(value as Doc);
    case 7:
      for (const element of value as unknown[]) tagged(element);
      return byte(0);
    case 8: {
      const data = value as Binary;
      reserve(5);
      length = scratch.writeUInt32BE(data.position, length);
      byte(data.sub_type);
      return bytes(data.value());
    }
    case 9:
      return bytes((value as ObjectId).id);
    case 10:
      return byte(value ? 1 : 0);
    case 11:
      return date(value as Date);
    case 12:
      reserve(8);
      length = scratch.writeBigUInt64BE(BigInt.asUintN(64, (value as Timestamp).toBigInt()), length);
      return;
    case 13:
      text((value as BSONRegExp).pattern);
      return text((value as BSONRegExp).options);
    case 14:
    case 15:
      text(String((value as Code).code));
      if (bsonType(value) === 15) fields((value as Code).scope as Doc);
  }
}

function fields(doc: Doc): void {
  for (const [name, value] of Object.entries(doc)) {
    const tag = tagOf(value);
    byte(tag);
    text(name);
    payload(value, tag);
  }
  byte(0);
}

function tagged(value: unknown): void {
  const tag = tagOf(value);
  byte(tag);
  payload(value, tag);
}

/** The key of a list of values; a descending one has its bytes inverted. Missing values count as null. */
export function encodeKey(values: unknown[], directions: number[]): Buffer {
  length = 0;
  for (let index = 0; index < values.length; index += 1) {
    const start = length;
    tagged(values[index]);
    if ((directions[index] as number) < 0) invert(start);
  }
  const key = Buffer.allocUnsafe(length);
  scratch.copy(key, 0, 0, length);
  return key;
}

/** A map key under which equal values, and only they, meet. */
export function keyOf(value: unknown): string {
  length = 0;
  tagged(value);
  return scratch.toString('latin1', 0, length);
}

/** The lowest and highest key bytes that values of the same type as `value` can begin with, in an ascending field. */
export function typeBounds(value: unknown): { low: Buffer; high: Buffer } {
  const tag = tagOf(value);
  return { low: Buffer.from([tag]), high: Buffer.from([tag + 1]) };
}

/** The longest key stored whole; LMDB takes 1,978 bytes, of which 48 are kept for the prefix, a digest and the record id. */
export const maxKeyLength = 1900;

/** An over-long key is cut and given the digest of all of it: equality stays exact, order is kept up to the cut. */
export function fitKey(key: Buffer): Buffer {
  if (key.length <= maxKeyLength) return key;
  return Buffer.concat([key.subarray(0, maxKeyLength), createHash('sha256').update(key).digest()]);
}
