import { compileTransforms } from '../aggregate/transform';
import { equal } from '../bson/compare';
import { keyOf } from '../bson/key';
import type { Positions } from '../bson/path';
import { type Doc, isArrayIndex, isDoc, requireStorable, show, withId } from '../bson/value';
import { badValue, codes, failedToParse, MongoError } from '../errors';
import { type Filter, parseFilter } from '../query/filter';
import { compileFilter, type Matcher } from '../query/matcher';
import { type Apply, updateOperators } from './update-operators';
import { resolvePaths, setAt } from './update-path';

/** A compiled update. */
export interface Update {
  /** Changes a decoded document, in place or as the returned copy. */
  apply: (doc: Doc, positions: Positions, isInsert: boolean) => Doc;
  /** Top-level fields that it may change; undefined means any. */
  touched?: Set<string>;
  isReplacement: boolean;
}

interface Modifier {
  name: string;
  path: string[];
  apply: Apply;
}

/** Compiles the update of a command: operators, a replacement document, or a pipeline. */
export function compileUpdate(update: unknown, arrayFilters: unknown, variables?: Doc): Update {
  if (Array.isArray(update)) {
    if (arrayFilters !== undefined) throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
    return { apply: keepingId(compileTransforms(update, variables)), isReplacement: false };
  }
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array');
  const isOperators = Object.keys(update)[0]?.startsWith('$') === true;
  return isOperators ? compileModifiers(update, arrayFilters) : replacement(update);
}

function replacement(update: Doc): Update {
  const operator = Object.keys(update).find((name) => name.startsWith('$'));
  if (operator)
    throw new MongoError(
      codes.DollarPrefixedFieldName,
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  return { apply: keepingId(() => update), isReplacement: true };
}

/** A replaced document keeps its _id, in the first place; another one is refused. */
function keepingId(transform: (doc: Doc) => Doc): Update['apply'] {
  return (doc) => {
    const changed = transform(doc);
    const { _id = doc._id } = changed;
    if (_id !== undefined && doc._id !== undefined && !equal(_id, doc._id)) throw immutableId(_id);
    requireStorable(changed);
    return _id === undefined ? changed : withId(doc._id ?? _id, changed);
  };
}

const immutableId = (id: unknown) =>
  new MongoError(
    codes.ImmutableField,
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(id)}`,
  );

function compileModifiers(update: Doc, arrayFilters: unknown): Update {
  const filters = parseArrayFilters(arrayFilters);
  const modifiers: Modifier[] = [];
  for (const [name, fields] of Object.entries(update)) {
    const compile = updateOperators[name];
    if (!compile)
      throw failedToParse(
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDoc(fields))
      throw failedToParse(
        `Modifiers operate on fields but we found type ${show(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${show(fields)}}`,
      );
    for (const [path, operand] of Object.entries(fields)) {
      const source: Modifier = { name, path: parsePath(path), apply: compile(operand, path) };
      modifiers.push(source);
      // A renamed field is created among the others at its new name; the old name is only kept from conflicts.
      if (name === '$rename') modifiers.push({ ...source, path: parsePath(operand as string) });
      if (name === '$rename') source.apply = () => undefined;
    }
  }
  modifiers.sort((a, b) => comparePaths(a.path, b.path));
  refuseConflicts(modifiers);
  refuseUnusedFilters(filters, modifiers);
  return {
    isReplacement: false,
    touched: new Set(modifiers.map(({ path }) => path[0] as string)),
    apply: (doc, positions, isInsert) => {
      const targets = { positions, arrayFilters: filters };
      const id = doc._id === undefined ? undefined : keyOf(doc._id);
      for (const { name, path, apply } of modifiers) {
        if (name === '$setOnInsert' && !isInsert) continue;
        for (const concrete of resolvePaths(doc, path, targets)) apply(doc, concrete);
      }
      requireStorable(doc);
      if (id !== undefined && id !== keyOf(doc._id)) {
        throw new MongoError(
          codes.ImmutableField,
          "Performing an update on the path '_id' would modify the immutable field '_id'",
        );
      }
      return doc;
    },
  };
}

const maxParsedPaths = 1000;
const parsedPaths = new Map<string, string[]>();

/** A program updates the same few fields again and again; checking their names was a third of what a statement took to compile. */
function parsePath(path: string): string[] {
  let parts = parsedPaths.get(path);
  if (!parts) {
    parts = checkedPath(path);
    if (parsedPaths.size >= maxParsedPaths) parsedPaths.clear();
    parsedPaths.set(path, parts);
  }
  return parts;
}

function checkedPath(path: string): string[] {
  const parts = path.split('.');
  if (path === '') throw new MongoError(56, 'An empty update path is not valid.');
  if (parts.includes(''))
    throw new MongoError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts[0]?.startsWith('$'))
    throw new MongoError(
      codes.DollarPrefixedFieldName,
      `The dollar ($) prefixed field '${path}' in '${path}' is not valid for storage.`,
    );
  if (parts.filter((part) => part === '$').length > 1)
    throw badValue(`Too many positional (i.e. '$') elements found in path '${path}'`);
  const bad = parts.find((part) => part.startsWith('$') && part !== '$' && !/^\$\[[a-zA-Z0-9_]*\]$/.test(part));
  if (bad)
    throw new MongoError(
      codes.DollarPrefixedFieldName,
      `The dollar ($) prefixed field '${bad}' in '${path}' is not valid for storage.`,
    );
  return parts;
}

/** Fields are created in lexicographic order, array positions in numeric order. */
function comparePaths(a: string[], b: string[]): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const [x, y] = [a[at] as string, b[at] as string];
    if (x === y) continue;
    if (isArrayIndex(x) && isArrayIndex(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function refuseConflicts(modifiers: Modifier[]): void {
  const paths = new Set<string>();
  for (const { path } of modifiers) {
    const full = path.join('.');
    if (paths.has(full)) throw conflict(full, full);
    paths.add(full);
  }
  for (const { path } of modifiers) {
    for (let length = 1; length < path.length; length += 1) {
      const above = path.slice(0, length).join('.');
      if (paths.has(above)) throw conflict(path.join('.'), above);
    }
  }
}

const conflict = (path: string, at: string) =>
  new MongoError(codes.ConflictingUpdateOperators, `Updating the path '${path}' would create a conflict at '${at}'`);

function parseArrayFilters(arrayFilters: unknown): Map<string, Matcher> {
  const matchers = new Map<string, Matcher>();
  if (arrayFilters === undefined) return matchers;
  if (!Array.isArray(arrayFilters))
    throw new MongoError(
      codes.TypeMismatch,
      "BSON field 'update.updates.arrayFilters' is the wrong type, expected type 'array'",
    );
  for (const each of arrayFilters) {
    if (!isDoc(each))
      throw new MongoError(codes.TypeMismatch, "BSON field 'update.updates.arrayFilters' must hold documents");
    const filter = parseFilter(each);
    const ids = new Set(rootsOf(filter));
    const [id] = ids;
    if (id === undefined)
      throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
    if (ids.size > 1)
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...ids].join("' and '")}'`,
      );
    if (!/^[a-z][a-zA-Z0-9]*$/.test(id))
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${id}'`,
      );
    if (matchers.has(id)) throw failedToParse(`Found multiple array filters with the same top-level field name ${id}`);
    matchers.set(id, compileFilter(filter));
  }
  return matchers;
}

function rootsOf(filter: Filter): string[] {
  if ('children' in filter) return filter.children.flatMap(rootsOf);
  if (filter.kind === 'not') return rootsOf(filter.child);
  return 'path' in filter ? [filter.path[0] as string] : [];
}

function refuseUnusedFilters(filters: Map<string, Matcher>, modifiers: Modifier[]): void {
  for (const id of filters.keys()) {
    if (modifiers.some(({ path }) => path.includes(`$[${id}]`))) continue;
    throw failedToParse(`The array filter for identifier '${id}' was not used in the update`);
  }
}

/** The document an upsert starts from: the values that the filter fixes by equality. */
export function seedFromFilter(filter: Filter): Doc {
  const seed: Doc = {};
  const seen = new Set<string>();
  const visit = (node: Filter): void => {
    if (node.kind === 'and' || (node.kind === 'or' && node.children.length === 1)) {
      node.children.forEach(visit);
      return;
    }
    const fixed = node.kind === 'compare' && node.op === 'eq' ? [node.operand] : node.kind === 'in' ? node.values : [];
    if (fixed.length !== 1 || !('path' in node)) return;
    const path = node.path.join('.');
    if (seen.has(path)) throw new MongoError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    seen.add(path);
    setAt(seed, node.path, fixed[0]);
  };
  visit(filter);
  return seed;
}
