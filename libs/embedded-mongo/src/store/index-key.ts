import { emptyArray } from '../bson/key';
import { own } from '../bson/path';
import { type Doc, isArrayIndex, isDoc } from '../bson/value';
import { codes, MongoError } from '../errors';

interface Field {
  value: unknown;
  rest: string[];
}

/** The keys of one document in one index: several when a field is an array. */
export interface IndexKeys {
  tuples: unknown[][];
  /** Which fields of the index went through an array. */
  multikey: boolean[];
  /** Every indexed field is missing; sparse indexes leave such a document out. */
  isMissing: boolean;
}

/**
 * Extracts a document's index keys as MongoDB does: arrays are entered element by element, fields below one array keep
 * together, two different arrays in one compound index are refused (error 171).
 */
export function indexKeysOf(doc: Doc, paths: string[][]): IndexKeys {
  const plain = plainKeysOf(doc, paths);
  if (plain) return plain;
  const keys: IndexKeys = { tuples: [], multikey: paths.map(() => false), isMissing: true };
  expand(
    paths.map((rest) => ({ value: doc, rest })),
    keys,
  );
  return keys;
}

/** The one key of a document whose indexed fields meet no array, as most do: nothing has to be expanded. */
function plainKeysOf(doc: Doc, paths: string[][]): IndexKeys | undefined {
  const values: unknown[] = [];
  let isMissing = true;
  for (const path of paths) {
    let value: unknown = doc;
    for (const part of path) value = isDoc(value) ? own(value, part) : Array.isArray(value) ? value : undefined;
    if (Array.isArray(value)) return undefined;
    if (value !== undefined) isMissing = false;
    values.push(value);
  }
  return { tuples: [values], multikey: paths.map(() => false), isMissing };
}

function expand(start: Field[], keys: IndexKeys): void {
  const fields = start.map(descend);
  const arrays = fields.filter((field) => Array.isArray(field.value) && field.rest !== done);
  const array = arrays[0]?.value as unknown[] | undefined;
  if (!array) {
    keys.tuples.push(fields.map((field) => field.value));
    if (fields.some((field) => field.value !== undefined)) keys.isMissing = false;
    return;
  }
  if (arrays.some((field) => field.value !== array)) {
    throw new MongoError(codes.CannotIndexParallelArrays, 'cannot index parallel arrays');
  }
  fields.forEach((field, index) => {
    if (field.value === array && field.rest !== done) keys.multikey[index] = true;
  });
  if (array.length === 0) {
    keys.isMissing = false;
    expand(
      fields.map((field) =>
        field.value === array && field.rest !== done
          ? { value: field.rest.length === 0 ? emptyArray : undefined, rest: done }
          : field,
      ),
      keys,
    );
    return;
  }
  for (const element of array) {
    expand(
      fields.map((field) => (field.value === array && field.rest !== done ? enter(element, field.rest) : field)),
      keys,
    );
  }
}

/** Marks a value that is final: a nested array below it is stored whole. */
const done: string[] = [];

function enter(element: unknown, rest: string[]): Field {
  if (rest.length === 0) return { value: element, rest: done };
  return isDoc(element) ? { value: element, rest } : { value: undefined, rest: done };
}

/** Follows a path through documents and numeric array positions until its end or an array to enter. */
function descend(field: Field): Field {
  let { value, rest } = field;
  while (rest !== done && rest.length > 0) {
    const part = rest[0] as string;
    if (Array.isArray(value)) {
      if (!isArrayIndex(part) || Number(part) >= value.length) break;
      value = value[Number(part)];
    } else if (isDoc(value)) {
      value = own(value, part);
    } else {
      return { value: undefined, rest: done };
    }
    rest = rest.slice(1);
  }
  return { value, rest };
}
