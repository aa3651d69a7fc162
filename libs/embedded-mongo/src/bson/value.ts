import {
  Binary,
  type BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  deserialize,
  Int32,
  Long,
  ObjectId,
  onDemand,
  serialize,
  Timestamp,
} from 'bson';
import { codes, MongoError } from '../errors';

/** A decoded BSON document. Numbers are bson's Int32, Double, Long and Decimal128, so that a value keeps its type through an update. */
export type Doc = Record<string, unknown>;
export type BsonNumber = number | Int32 | Double | Long | Decimal128;

const decoding = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

const maxDepth = 200;

/** Decodes one BSON document, keeping every number's BSON type and, whatever the names, the order of the fields. */
export function decode(bytes: Uint8Array): Doc {
  const doc = deserialized(bytes);
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const plain = buffer.includes('$ref')
    ? // bson turns {$ref, $id} into DBRef instances; to a server they are plain documents.
      (withoutDbRefs(doc) as Doc)
    : doc;
  return hasIndexNames(plain) ? (inStoredOrder(plain, bytes, 0) as Doc) : plain;
}

function deserialized(bytes: Uint8Array): Doc {
  try {
    return deserialize(bytes, decoding);
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('call stack')) throw tooDeep();
    throw error;
  }
}

const tooDeep = () => new MongoError(codes.Overflow, `BSONObj exceeded maximum nested object depth: ${maxDepth}`);

/**
 * Whether a document or one inside it has a field called like an array position. JavaScript puts such names first, so that
 * one look at each document's first name tells. Refuses documents that are nested too deep on the way.
 */
function hasIndexNames(value: Doc | unknown[], depth = 1): boolean {
  if (depth > maxDepth) throw tooDeep();
  let found = false;
  if (Array.isArray(value)) {
    for (const element of value) if (isNested(element) && hasIndexNames(element, depth + 1)) found = true;
    return found;
  }
  let isFirst = true;
  for (const name in value) {
    if (isFirst) found = startsWithDigit(name);
    isFirst = false;
    const field = value[name];
    if (isNested(field) && hasIndexNames(field, depth + 1)) found = true;
  }
  return found;
}

function startsWithDigit(name: string): boolean {
  const code = name.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/** Refuses a document that is nested deeper than any client could send. */
export const requireStorable = (doc: Doc): void => void hasIndexNames(doc);

const isNested = (value: unknown): value is Doc | unknown[] => Array.isArray(value) || isDoc(value);

const arrayIndex = /^(0|[1-9]\d*)$/;
export const isArrayIndex = (part: string): boolean => arrayIndex.test(part);

/** Reads the names off the bytes again, for the documents whose order JavaScript would change. */
function inStoredOrder(value: Doc | unknown[], bytes: Uint8Array, start: number): Doc | unknown[] {
  const holder = value as Doc;
  const names = new Set<string>();
  for (const [type, nameStart, nameLength, offset] of onDemand.parseToElements(bytes, start)) {
    const name = Array.isArray(value)
      ? String(names.size)
      : Buffer.from(bytes.subarray(nameStart, nameStart + nameLength)).toString();
    names.add(name);
    const field = holder[name];
    if ((type === 3 || type === 4) && isNested(field)) holder[name] = inStoredOrder(field, bytes, offset);
  }
  return Array.isArray(value) ? value : ordered(value, [...names]);
}

/** A document whose fields keep the given order; those set later come after them. */
export function ordered(doc: Doc, names: string[]): Doc {
  if (!names.some(isArrayIndex)) return doc;
  const known = new Set<string | symbol>(names);
  return new Proxy(doc, {
    ownKeys: () => [...known],
    defineProperty(target, name, descriptor) {
      known.add(name);
      return Reflect.defineProperty(target, name, descriptor);
    },
    deleteProperty(target, name) {
      known.delete(name);
      return Reflect.deleteProperty(target, name);
    },
  });
}

/** A copy of a document under an _id, which comes first. */
export function withId(_id: unknown, doc: Doc): Doc {
  const { _id: _, ...rest } = doc;
  return ordered({ _id, ...rest }, ['_id', ...Object.keys(doc).filter((name) => name !== '_id')]);
}

export function encode(doc: Doc): Buffer {
  return serialize(doc, { ignoreUndefined: true }) as Buffer;
}

function withoutDbRefs(value: unknown): unknown {
  if (value instanceof DBRef) {
    const { $ref, $id, $db, ...rest } = value.toJSON();
    const fields = withoutDbRefs(rest) as Doc;
    return $db ? { $ref, $id, $db, ...fields } : { $ref, $id, ...fields };
  }
  if (Array.isArray(value)) return value.map(withoutDbRefs);
  if (isDoc(value)) for (const [name, field] of Object.entries(value)) value[name] = withoutDbRefs(field);
  return value;
}

/** True for an embedded document: neither an array nor a scalar of any BSON type. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isNumber(value: unknown): value is BsonNumber {
  return (
    typeof value === 'number' ||
    value instanceof Int32 ||
    value instanceof Double ||
    (value instanceof Long && !(value instanceof Timestamp)) ||
    value instanceof Decimal128
  );
}

/** The JavaScript number nearest to a BSON number. */
export function toNumber(value: BsonNumber): number {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  return Number(value.toString());
}

/** A safe integer out of a command field or operand, or undefined when it is none. */
export function toInteger(value: unknown): number | undefined {
  if (!isNumber(value)) return undefined;
  const number = toNumber(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** A number without its fraction; undefined for other values, NaN, the infinities and what exceeds 64 bits. */
export function wholePart(value: unknown): bigint | undefined {
  if (value instanceof Long && !(value instanceof Timestamp)) return value.toBigInt();
  const number = isNumber(value) ? Math.trunc(toNumber(value)) : Number.NaN;
  return Math.abs(number) < 2 ** 63 ? BigInt(number) : undefined;
}

/** MongoDB's truth of a value: false, null, missing and any zero are false. */
export function isTruthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumber(value) || toNumber(value) !== 0;
}

/** A whole number as the smallest BSON integer type that holds it, as the server counts. */
export function intOrLong(value: number): Int32 | Long {
  return value === (value | 0) ? new Int32(value) : Long.fromNumber(value);
}

const typeNames: Record<number, string> = {
  [-1]: 'minKey',
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  127: 'maxKey',
};

export const typeNumbers = new Map(Object.entries(typeNames).map(([number, name]) => [name, Number(number)]));

/** The BSON type number of a decoded value (-1 minKey, 1 double, 2 string ... 127 maxKey). */
export function bsonType(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 2;
    case 'boolean':
      return 8;
    case 'number':
      return Number.isInteger(value) && value === (value | 0) ? 16 : 1;
    case 'undefined':
      return 6;
    case 'bigint':
      return 18;
  }
  if (value === null) return 10;
  if (Array.isArray(value)) return 4;
  if (value instanceof Date) return 9;
  if (value instanceof Int32) return 16;
  if (value instanceof ObjectId) return 7;
  if (value instanceof Double) return 1;
  if (value instanceof Timestamp) return 17;
  if (value instanceof Long) return 18;
  if (value instanceof Decimal128) return 19;
  if (value instanceof Binary) return 5;
  if (value instanceof BSONSymbol) return 14;
  if (value instanceof Code) return value.scope ? 15 : 13;
  switch ((value as { _bsontype?: string })._bsontype) {
    case 'MinKey':
      return -1;
    case 'MaxKey':
      return 127;
    case 'BSONRegExp':
      return 11;
  }
  return 3;
}

export const bsonTypeName = (value: unknown): string =>
  value === undefined ? 'missing' : (typeNames[bsonType(value)] ?? 'object');

export function isRegex(value: unknown): value is BSONRegExp {
  return typeof value === 'object' && (value as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp';
}

/** A value the way MongoDB's messages print it, for example `{ email: "a@b.c" }`. */
export function show(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isNumber(value))
    return value instanceof Double && Number.isInteger(value.value) ? value.value.toFixed(1) : String(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Timestamp) return `Timestamp(${value.high}, ${value.low})`;
  if (value instanceof Binary) {
    return value.sub_type === Binary.SUBTYPE_UUID && value.position === 16
      ? `UUID("${value.toUUID().toString()}")`
      : `BinData(${value.sub_type}, ${Buffer.from(value.value()).toString('hex').toUpperCase()})`;
  }
  if (isRegex(value)) return `/${value.pattern}/${value.options}`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(show).join(', ')} ]`;
  if (isDoc(value)) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${show(field)}`);
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  return String((value as { _bsontype?: string })._bsontype ?? value);
}
