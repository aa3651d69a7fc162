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
  serialize,
  Timestamp,
} from 'bson';

/** A decoded BSON document. Numbers are bson's Int32, Double, Long and Decimal128, so that a value keeps its type through an update. */
export type Doc = Record<string, unknown>;
export type BsonNumber = number | Int32 | Double | Long | Decimal128;

const decoding = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

/** Decodes one BSON document, keeping every number's BSON type. */
export function decode(bytes: Uint8Array): Doc {
  const doc = deserialize(bytes, decoding);
  // bson turns {$ref, $id} into DBRef instances; to a server they are plain documents.
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('$ref')
    ? (withoutDbRefs(doc) as Doc)
    : doc;
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
  return decimalToNumber(value);
}

export function decimalToNumber(value: Decimal128): number {
  return Number(value.toString());
}

/** A safe integer out of a command field or operand, or undefined when it is none. */
export function toInteger(value: unknown): number | undefined {
  if (!isNumber(value)) return undefined;
  const number = toNumber(value);
  return Number.isSafeInteger(number) ? number : undefined;
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
