import { own, type Positions, setOwn } from '../bson/path';
import { bsonTypeName, type Doc, isArrayIndex, isDoc, show } from '../bson/value';
import { badValue, codes, MongoError } from '../errors';
import type { Matcher } from '../query/matcher';

/** What the positional parts of an update path refer to. */
export interface Targets {
  positions: Positions;
  arrayFilters: Map<string, Matcher>;
}

const maxPadding = 1_500_000;

/** Turns `$`, `$[]` and `$[id]` into the positions they stand for in this document. */
export function resolvePaths(doc: Doc, path: string[], targets: Targets): string[][] {
  if (!path.some((part) => part.startsWith('$'))) return [path];
  const resolved: string[][] = [];
  const walk = (value: unknown, from: number, prefix: string[]): void => {
    if (from === path.length) {
      resolved.push(prefix);
      return;
    }
    const part = path[from] as string;
    if (part === '$') {
      const position = targets.positions.get(prefix.join('.')) ?? [...targets.positions.values()].at(-1);
      if (position === undefined)
        throw badValue('The positional operator did not find the match needed from the query.');
      walk(Array.isArray(value) ? value[position] : undefined, from + 1, [...prefix, String(position)]);
    } else if (part.startsWith('$[')) {
      const id = part.slice(2, -1);
      const matches = id === '' ? () => true : targets.arrayFilters.get(id);
      if (!matches) throw badValue(`No array filter found for identifier '${id}' in path '${path.join('.')}'`);
      for (const [index, element] of requireArray(value, prefix).entries()) {
        if (matches({ [id]: element })) walk(element, from + 1, [...prefix, String(index)]);
      }
    } else {
      walk(childOf(value, part), from + 1, [...prefix, part]);
    }
  };
  walk(doc, 0, []);
  return resolved;
}

function requireArray(value: unknown, prefix: string[]): unknown[] {
  if (Array.isArray(value)) return value;
  throw badValue(
    value === undefined
      ? `The path '${prefix.join('.')}' must exist in the document in order to apply array updates.`
      : `Cannot apply array updates to non-array element ${prefix.at(-1)}: ${show(value)}`,
  );
}

function childOf(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return isArrayIndex(part) ? value[Number(part)] : undefined;
  return isDoc(value) ? own(value, part) : undefined;
}

/** The value at a concrete path, or undefined. */
export function getAt(doc: Doc, path: string[]): unknown {
  return path.reduce<unknown>(childOf, doc);
}

/** Sets a value, creating the documents on the way. Throws PathNotViable where a scalar or an array is in the way. */
export function setAt(doc: Doc, path: string[], value: unknown): void {
  let holder: unknown = doc;
  for (let at = 0; at < path.length - 1; at += 1) {
    const part = path[at] as string;
    let child = childOf(holder, part);
    if (child === undefined) {
      child = {};
      put(holder, part, child, path[at - 1]);
    } else if (!isDoc(child) && !Array.isArray(child)) {
      throw notViable(path[at + 1] as string, part, child);
    }
    holder = child;
  }
  put(holder, path.at(-1) as string, value, path.at(-2));
}

function put(holder: unknown, part: string, value: unknown, holderName: string | undefined): void {
  if (Array.isArray(holder)) {
    if (!isArrayIndex(part)) throw notViable(part, holderName ?? '', holder);
    const index = Number(part);
    if (index > holder.length + maxPadding) throw badValue(`cannot index past end of array: position ${index}`);
    while (holder.length < index) holder.push(null);
    holder[index] = value;
  } else {
    setOwn(holder as Doc, part, value);
  }
}

function notViable(field: string, name: string, value: unknown): MongoError {
  return new MongoError(codes.PathNotViable, `Cannot create field '${field}' in element {${name}: ${show(value)}}`);
}

/** Removes a field; an array element becomes null, so that the others keep their places. */
export function unsetAt(doc: Doc, path: string[]): void {
  const holder = getAt(doc, path.slice(0, -1));
  const part = path.at(-1) as string;
  if (Array.isArray(holder)) {
    if (isArrayIndex(part) && Number(part) < holder.length) holder[Number(part)] = null;
  } else if (isDoc(holder)) {
    delete holder[part];
  }
}

/** The array at a path for the array operators; undefined when the field is missing. */
export function arrayAt(doc: Doc, path: string[]): unknown[] | undefined {
  const value = getAt(doc, path);
  if (value === undefined || Array.isArray(value)) return value;
  throw badValue(
    `The field '${path.join('.')}' must be an array but is of type ${bsonTypeName(value)} in document {_id: ${show(doc._id)}}`,
  );
}
