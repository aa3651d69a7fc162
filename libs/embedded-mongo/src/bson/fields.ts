import { type Doc, decode } from './value';

/** Names of top-level fields, as they stand in BSON. */
export type FieldNames = readonly Buffer[];

export const fieldNames = (names: Iterable<string>): FieldNames => [...new Set(names)].map((name) => Buffer.from(name));

/** Decodes only these top-level fields; most of a query's documents are looked at for a few. */
export const decodeFields = (bytes: Buffer, names: FieldNames): Doc => decode(cutFields(bytes, names, true));

/** A document with only these top-level fields, or with all others, in the order in which they are stored. */
export function cutFields(bytes: Buffer, names: FieldNames, isKept: boolean): Buffer {
  const end = bytes.length - 1;
  const parts: Buffer[] = [];
  let missing = names.length;
  let size = 5;
  /** Where a run of fields that belong together begins. */
  let from = 4;
  const take = (to: number) => {
    if (to > from) {
      parts.push(bytes.subarray(from, to));
      size += to - from;
    }
  };
  for (let at = 4; at < end && missing > 0; ) {
    const start = at;
    const nameEnd = endOfText(bytes, at + 1);
    at = nameEnd + 1 + lengthOf(bytes[start] as number, bytes, nameEnd + 1);
    if (!names.some((name) => isAt(name, bytes, start + 1, nameEnd))) {
      if (isKept) from = at;
      continue;
    }
    missing -= 1;
    if (isKept) take(at);
    else take(start);
    from = at;
  }
  if (!isKept) take(end);
  const result = Buffer.allocUnsafe(size);
  result.writeInt32LE(size, 0);
  let offset = 4;
  for (const part of parts) offset += part.copy(result, offset);
  result[offset] = 0;
  return result;
}

function endOfText(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] !== 0) at += 1;
  return at;
}

function isAt(name: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index += 1) if (name[index] !== bytes[start + index]) return false;
  return true;
}

/** Bytes of a value by its BSON type. */
function lengthOf(type: number, bytes: Buffer, at: number): number {
  switch (type) {
    case 0x01: // double
    case 0x09: // date
    case 0x11: // timestamp
    case 0x12: // long
      return 8;
    case 0x02: // string
    case 0x0d: // code
    case 0x0e: // symbol
      return 4 + bytes.readInt32LE(at);
    case 0x03: // document
    case 0x04: // array
    case 0x0f: // code with scope
      return bytes.readInt32LE(at);
    case 0x05: // binary
      return 5 + bytes.readInt32LE(at);
    case 0x07: // object id
      return 12;
    case 0x08: // boolean
      return 1;
    case 0x0b: // regular expression
      return endOfText(bytes, endOfText(bytes, at) + 1) + 1 - at;
    case 0x0c: // pointer
      return 16 + bytes.readInt32LE(at);
    case 0x10: // int
      return 4;
    case 0x13: // decimal
      return 16;
    default: // undefined, null, least and greatest key
      return 0;
  }
}
