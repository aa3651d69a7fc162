import { compare, compareBy } from '../bson/compare';
import { someValue } from '../bson/path';
import { type Doc, isDoc, toInteger } from '../bson/value';
import { badValue, MongoError, typeMismatch } from '../errors';

export interface Sort {
  paths: string[][];
  directions: number[];
  /** The values a document sorts by: of an array the least element ascending, the greatest descending. */
  keyOf: (doc: unknown) => unknown[];
  compareKeys: (a: unknown[], b: unknown[]) => number;
}

/** Compiles `{field: 1, other: -1}`. */
export function compileSort(spec: Doc): Sort {
  const entries = Object.entries(spec);
  const paths = entries.map(([path]) => parsePath(path));
  const directions = entries.map(([, direction]) => {
    if (isDoc(direction)) throw badValue('$meta sort is not supported by the embedded database');
    const number = toInteger(direction);
    if (number !== 1 && number !== -1)
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return number;
  });
  return {
    paths,
    directions,
    keyOf: (doc) => paths.map((path, at) => sortValue(doc, path, directions[at] as number)),
    compareKeys: compareBy(directions),
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

function sortValue(doc: unknown, path: string[], direction: number): unknown {
  let best: unknown;
  let isFound = false;
  const consider = (value: unknown) => {
    if (!isFound || compare(value, best) * direction < 0) best = value;
    isFound = true;
    return false;
  };
  someValue(doc, path, (value, _arrayPath, _position, isIndexed) => {
    // An empty array sorts before null, as BSON undefined does.
    if (!Array.isArray(value) || isIndexed) return consider(value === undefined ? null : value);
    if (value.length === 0) return consider(undefined);
    for (const element of value) consider(element);
    return false;
  });
  return isFound ? best : null;
}

/** The sort field of a command; undefined when there is nothing to sort by. */
export function parseSort(value: unknown): Doc | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isDoc(value)) throw typeMismatch("Expected field 'sort' to be of type object");
  return Object.keys(value).length > 0 ? value : undefined;
}
