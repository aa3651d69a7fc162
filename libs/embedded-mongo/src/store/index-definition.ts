import { encodeKey, fitKey, maxKeyLength } from '../bson/key';
import { type Doc, intOrLong, isDoc, isNumber, isTruthy, show, toNumber } from '../bson/value';
import { codes, MongoError } from '../errors';
import { type Filter, parseFilter } from '../query/filter';
import { compileFilter, type Matcher } from '../query/matcher';
import { indexKeysOf } from './index-key';

/** An index as `listIndexes` shows it. */
export interface IndexDefinition {
  name: string;
  key: Doc;
  unique?: boolean;
  sparse?: boolean;
  hidden?: boolean;
  partialFilterExpression?: Doc;
  expireAfterSeconds?: number;
}

/** An index at work: the definition, what it compiles to, and what has been seen in it so far. */
export interface IndexState {
  number: number;
  definition: IndexDefinition;
  paths: string[][];
  /** The same, each as it is written. */
  names: string[];
  directions: number[];
  /** Top-level fields whose change can change this index's entries. */
  roots: string[];
  partial?: { filter: Filter; matches: Matcher };
  /** Which fields have ever held an array. */
  multikey: boolean[];
  /** A key was cut to fit; the index no longer gives a sort order. */
  isCut: boolean;
  /** False while it is being built; such an index is discarded when the server starts. */
  isReady: boolean;
  /** Its entries are committed, so that readers, too, see all of them. */
  isVisible: boolean;
}

const known = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'hidden',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'collation',
]);

/** Reads one index specification of `createIndexes`; throws the server's error for kinds that are not supported. */
export function parseIndex(spec: unknown): IndexDefinition {
  if (!isDoc(spec)) throw new MongoError(codes.TypeMismatch, 'The elements of the "indexes" array must be objects');
  for (const option of Object.keys(spec)) {
    if (!known.has(option))
      throw new MongoError(
        197,
        `The field '${option}' is not valid for an index specification. Specification: ${show(spec)}`,
      );
  }
  const { key } = spec;
  if (!isDoc(key)) throw failed("The 'key' field is a required property of an index specification");
  checkKey(key);
  if (typeof spec.name !== 'string') throw failed("The 'name' field is a required property of an index specification");
  if (spec.name === '*') throw new MongoError(codes.BadValue, "The index name '*' is not valid.");
  if (spec.name === '') throw new MongoError(codes.CannotCreateIndex, 'Index name cannot be empty');
  if (spec.collation !== undefined && !(isDoc(spec.collation) && spec.collation.locale === 'simple'))
    throw unsupported('collation');
  const definition: IndexDefinition = { name: spec.name, key };
  for (const flag of ['unique', 'sparse', 'hidden'] as const) if (isTruthy(spec[flag])) definition[flag] = true;
  readPartialFilter(spec, definition);
  readExpiry(spec, definition);
  return definition;
}

const failed = (message: string) => new MongoError(codes.FailedToParse, message);
export const unsupported = (what: string) =>
  new MongoError(codes.NotImplemented, `${what} is not supported by the embedded database`);

function checkKey(key: Doc): void {
  const entries = Object.entries(key);
  if (entries.length === 0) throw new MongoError(codes.CannotCreateIndex, 'Index keys cannot be an empty document');
  for (const [path, direction] of entries) {
    if (typeof direction === 'string') {
      throw new MongoError(
        codes.CannotCreateIndex,
        `Index type '${direction}' is not supported by the embedded database`,
      );
    }
    if (!isNumber(direction) || toNumber(direction) === 0 || Number.isNaN(toNumber(direction))) {
      throw new MongoError(
        codes.CannotCreateIndex,
        `Values in v:2 index key pattern must be non-zero numbers: ${show(key)}`,
      );
    }
    const parts = path.split('.');
    if (parts.includes('')) throw new MongoError(codes.CannotCreateIndex, 'Index keys cannot contain an empty field.');
    if (parts.some((part) => part.startsWith('$'))) {
      if (path === '$**' || path.endsWith('.$**')) throw unsupported('A wildcard index');
      throw new MongoError(
        codes.CannotCreateIndex,
        `Index key contains an illegal field name: field name starts with '$'.`,
      );
    }
  }
}

function readPartialFilter(spec: Doc, definition: IndexDefinition): void {
  const filter = spec.partialFilterExpression;
  if (filter === undefined) return;
  if (!isDoc(filter)) throw new MongoError(codes.TypeMismatch, "The field 'partialFilterExpression' must be an object");
  if (definition.sparse)
    throw new MongoError(codes.CannotCreateIndex, 'cannot mix "partialFilterExpression" and "sparse" options');
  checkPartial(parseFilter(filter));
  definition.partialFilterExpression = filter;
}

function checkPartial(filter: Filter): void {
  if (filter.kind === 'and' || filter.kind === 'or') {
    filter.children.forEach(checkPartial);
    return;
  }
  if (filter.kind === 'compare' || filter.kind === 'exists' || filter.kind === 'type' || filter.kind === 'in') return;
  throw new MongoError(codes.CannotCreateIndex, 'unsupported expression in partial index');
}

function readExpiry(spec: Doc, definition: IndexDefinition): void {
  const seconds = spec.expireAfterSeconds;
  if (seconds === undefined) return;
  if (!isNumber(seconds)) throw new MongoError(codes.TypeMismatch, 'TTL index expireAfterSeconds must be a number');
  const value = toNumber(seconds);
  if (!(value >= 0 && value <= 2147483647)) {
    throw new MongoError(
      codes.InvalidOptions,
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, got ${value}`,
    );
  }
  if (Object.keys(definition.key).length > 1) {
    throw new MongoError(
      codes.CannotCreateIndex,
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  }
  if (Object.keys(definition.key)[0] === '_id')
    throw new MongoError(
      codes.CannotCreateIndex,
      "The field 'expireAfterSeconds' is not valid for an _id index specification",
    );
  definition.expireAfterSeconds = Math.trunc(value);
}

export function buildIndex(number: number, definition: IndexDefinition, isReady: boolean): IndexState {
  const paths = Object.keys(definition.key).map((path) => path.split('.'));
  const filter = definition.partialFilterExpression && parseFilter(definition.partialFilterExpression);
  const roots = new Set(paths.map((path) => path[0] as string));
  if (filter) collectRoots(filter, roots);
  return {
    number,
    definition,
    paths,
    names: Object.keys(definition.key),
    directions: Object.values(definition.key).map((direction) =>
      isNumber(direction) && toNumber(direction) < 0 ? -1 : 1,
    ),
    roots: [...roots],
    partial: filter && { filter, matches: compileFilter(filter) },
    multikey: paths.map(() => false),
    isCut: false,
    isReady,
    isVisible: isReady,
  };
}

function collectRoots(filter: Filter, roots: Set<string>): void {
  if ('children' in filter) for (const child of filter.children) collectRoots(child, roots);
  else if ('path' in filter) roots.add(filter.path[0] as string);
}

/** The entries of a document in an index; none when a partial or sparse index leaves it out. Notes arrays and cut keys. */
export function indexEntries(
  index: IndexState,
  doc: Doc,
): { entries: { key: Buffer; values: unknown[] }[]; isChanged: boolean } {
  if (index.partial && !index.partial.matches(doc)) return { entries: [], isChanged: false };
  const { tuples, multikey, isMissing } = indexKeysOf(doc, index.paths);
  if (index.definition.sparse && isMissing) return { entries: [], isChanged: false };
  let isChanged = false;
  multikey.forEach((isMultikey, at) => {
    if (isMultikey && !index.multikey[at]) {
      index.multikey[at] = true;
      isChanged = true;
    }
  });
  const entries = tuples.map((values) => {
    const key = encodeKey(values, index.directions);
    if (key.length > maxKeyLength && !index.isCut) {
      index.isCut = true;
      isChanged = true;
    }
    return { key: fitKey(key), values };
  });
  return { entries: entries.length > 1 ? withoutRepeats(entries) : entries, isChanged };
}

function withoutRepeats<E extends { key: Buffer }>(entries: E[]): E[] {
  return [...new Map(entries.map((entry) => [entry.key.toString('latin1'), entry])).values()];
}

/** The definition as `listIndexes` answers it. */
export function describeIndex({ definition }: IndexState): Doc {
  const { name, key, expireAfterSeconds, ...rest } = definition;
  const described: Doc = { v: intOrLong(2), key, name, ...rest };
  // That ids are unique goes without saying.
  if (name === '_id_') delete described.unique;
  if (expireAfterSeconds !== undefined) described.expireAfterSeconds = intOrLong(expireAfterSeconds);
  return described;
}

export const isSameKey = (a: Doc, b: Doc): boolean => show(a) === show(b);

/** Two definitions ask for the same index. */
export function isSameDefinition(a: IndexDefinition, b: IndexDefinition): boolean {
  return (
    isSameKey(a.key, b.key) &&
    !a.unique === !b.unique &&
    !a.sparse === !b.sparse &&
    a.expireAfterSeconds === b.expireAfterSeconds &&
    show(a.partialFilterExpression ?? {}) === show(b.partialFilterExpression ?? {})
  );
}
