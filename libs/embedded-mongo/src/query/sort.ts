import { compareBy } from '../bson/compare';
import { emptyArray } from '../bson/key';
import { own } from '../bson/path';
import { type Doc, isDoc, toInteger } from '../bson/value';
import { badValue, codes, MongoError, typeMismatch } from '../errors';
import { indexKeysOf } from '../store/index-key';

export interface Sort {
  paths: string[][];
  directions: number[];
  /** The values a document sorts by: of an array's elements those that come first in the order asked for. */
  keyOf: (doc: unknown) => unknown[];
  compareKeys: (a: unknown[], b: unknown[]) => number;
}

/** Compiles `{field: 1, other: -1}`. */
export function compileSort(spec: unknown): Sort {
  if (!isDoc(spec)) throw typeMismatch('the sort specification must be an object');
  const entries = Object.entries(spec);
  const paths = entries.map(([path]) => parsePath(path));
  const directions = entries.map(([, direction]) => {
    if (isDoc(direction)) throw badValue('$meta sort is not supported by the embedded database');
    const number = toInteger(direction);
    if (number !== 1 && number !== -1)
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return number;
  });
  const compareKeys = compareBy(directions);
  return {
    paths,
    directions,
    keyOf: (doc) => leastKey(doc, paths, compareKeys),
    compareKeys,
  };
}

function parsePath(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes(''))
    throw new MongoError(parts.length === 1 ? 40352 : 15998, 'FieldPath field names may not be empty strings.');
  if (parts.some((part) => part.startsWith('$')))
    throw new MongoError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  return parts;
}

/** The least of the keys that the document would have in an index on these fields; array fields have several. */
function leastKey(doc: unknown, paths: string[][], compareKeys: Sort['compareKeys']): unknown[] {
  const simple = paths.map((path) => simpleValue(doc, path));
  if (!simple.includes(throughArray)) return simple;
  const keys = keysOf(doc as Doc, paths).map((values) =>
    values.map((value) => (value === emptyArray ? undefined : (value ?? null))),
  );
  return keys.reduce((least, key) => (compareKeys(key, least) < 0 ? key : least));
}

function keysOf(doc: Doc, paths: string[][]): unknown[][] {
  try {
    return indexKeysOf(doc, paths).tuples;
  } catch (error) {
    if (error instanceof MongoError && error.code === codes.CannotIndexParallelArrays)
      throw badValue('cannot sort with keys that are parallel arrays');
    throw error;
  }
}

const throughArray = Symbol('through an array');

/** The value at a path that meets no array; missing counts as null. */
function simpleValue(doc: unknown, path: string[]): unknown {
  let value = doc;
  for (const part of path) {
    if (Array.isArray(value)) return throughArray;
    if (!isDoc(value)) return null;
    value = own(value, part);
  }
  return Array.isArray(value) ? throughArray : (value ?? null);
}

/** The sort field of a command; undefined when there is nothing to sort by. */
export function parseSort(value: unknown): Doc | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isDoc(value)) throw typeMismatch("Expected field 'sort' to be of type object");
  return Object.keys(value).length > 0 ? value : undefined;
}
