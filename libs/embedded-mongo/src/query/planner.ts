import { maxKeyLength } from '../bson/key';
import { isDoc, isNumber, toNumber } from '../bson/value';
import { badValue } from '../errors';
import type { Collection } from '../store/collection';
import { type IndexState, isSameKey } from '../store/index-definition';
import { after } from '../store/storage';
import { type Condition, conditionsOf, conjunctsOf, type Interval, intersect, isOnePoint } from './bounds';
import type { Filter } from './filter';
import { implies } from './implication';
import type { Query } from './query';
import { compileSort } from './sort';

/** How a query reads its documents. */
export type Plan = CollectionPlan | IndexPlan | UnionPlan;

interface CollectionPlan {
  kind: 'collection';
  isReverse: boolean;
  isSorted: boolean;
  isExact: false;
}

export interface IndexPlan {
  kind: 'index';
  index: IndexState;
  /** Byte ranges of index keys, ascending and disjoint; `end` is exclusive. */
  ranges: { start: Buffer; end: Buffer }[];
  isReverse: boolean;
  /** Each range is one whole key of a unique index, looked up rather than sought. */
  isKey: boolean;
  /** It gives the order that the query asks for. */
  isSorted: boolean;
  /** Everything in the ranges matches the filter; no document needs to be looked at. */
  isExact: boolean;
  /** The parts of the filter that everything in the ranges matches. */
  proven: ReadonlySet<Filter>;
  score: number;
}

/** The branches of an `$or`, each by its own index. */
interface UnionPlan {
  kind: 'union';
  branches: UnionBranch[];
  /** What stands beside the `$or`. */
  rest: Filter;
  isSorted: false;
  isExact: false;
}

export interface UnionBranch {
  plan: IndexPlan;
  /** Everything in its ranges matches the branch, and so the `$or`. */
  isProof: boolean;
}

const maxRanges = 2000;
const sampled = 100;

/** Chooses how to read; falls back to the whole collection when no index helps. */
export function planQuery(collection: Collection, query: Query): Plan {
  const hinted = query.hint === undefined ? undefined : hintedIndex(collection, query.hint);
  if (hinted && 'kind' in hinted) return hinted;
  if (hinted) return indexPlan(collection, hinted, query, conditionsOf(query.filter), true) as IndexPlan;
  return bestIndexPlan(collection, query) ?? unionPlan(collection, query) ?? wholeCollection(false);
}

const wholeCollection = (isReverse: boolean): CollectionPlan => ({
  kind: 'collection',
  isReverse,
  isSorted: false,
  isExact: false,
});

function hintedIndex(collection: Collection, hint: unknown): IndexState | CollectionPlan {
  if (isDoc(hint) && '$natural' in hint) return wholeCollection(isNumber(hint.$natural) && toNumber(hint.$natural) < 0);
  const index =
    typeof hint === 'string'
      ? collection.index(hint)
      : collection.indexes.find(({ definition }) => isDoc(hint) && isSameKey(definition.key, hint));
  if (!index?.isVisible)
    throw badValue(
      'error processing query: planner returned error: bad hint: hint provided does not correspond to an existing index',
    );
  return index;
}

function bestIndexPlan(collection: Collection, query: Query): IndexPlan | undefined {
  const conditions = conditionsOf(query.filter);
  const bound = new Set(conditions.map(({ path }) => path));
  const mayHelp = ({ definition, isVisible, names }: IndexState) =>
    isVisible && !definition.hidden && (query.sort !== undefined || bound.has(names[0] as string));
  const plans: IndexPlan[] = [];
  for (const index of uniqueFirst(collection.indexes.filter(mayHelp))) {
    const plan = indexPlan(collection, index, query, conditions, false);
    if (plan?.isKey) return plan;
    if (plan) plans.push(plan);
  }
  plans.sort((a, b) => b.score - a.score);
  const best = plans[0];
  const rivals = plans.filter((plan) => plan.score === best?.score);
  return rivals.length > 1 ? leastEntries(collection, rivals) : best;
}

/** One of them may settle the choice. */
function uniqueFirst(indexes: IndexState[]): IndexState[] {
  const isUnique = ({ definition }: IndexState) => definition.unique === true;
  return [...indexes.filter(isUnique), ...indexes.filter((index) => !isUnique(index))];
}

/** Breaks a tie by looking how many entries each would read, up to a small number. */
function leastEntries(collection: Collection, plans: IndexPlan[]): IndexPlan | undefined {
  const counted = plans.map((plan) => ({ plan, entries: countUpTo(collection, plan, sampled) }));
  return counted.reduce((least, each) => (each.entries < least.entries ? each : least)).plan;
}

function countUpTo(collection: Collection, { index, ranges }: IndexPlan, most: number): number {
  let count = 0;
  for (const range of ranges) {
    if (count >= most) break;
    count += collection.indexEntries(index, range.start, range.end, most - count).length;
  }
  return count;
}

function indexPlan(
  collection: Collection,
  index: IndexState,
  query: Query,
  conditions: Condition[],
  isForced: boolean,
): IndexPlan | undefined {
  if (index.partial && !implies(query.filter, index.partial.filter)) {
    if (!isForced) return undefined;
    throw badValue(
      'error processing query: planner returned error: the hinted partial index does not hold all documents of this query',
    );
  }
  const used = fieldBounds(index, conditions);
  const bounded = used.indexOf(undefined);
  const depth = bounded < 0 ? used.length : bounded;
  const fields = used.slice(0, depth) as Condition[][];
  if (index.definition.sparse && !fields.flat().some((condition) => condition.excludesMissing)) {
    if (!isForced) return undefined;
  }
  const intervals = fields.map(combined);
  const order = query.sort && sortOrder(index, intervals, query);
  if (depth === 0 && !order && !isForced) return undefined;
  const { ranges, isCut, usedDepth } = keyRanges(collection, index, intervals);
  const isMultikey = index.multikey.some(Boolean);
  const exact = isMultikey || isCut || index.isCut ? [] : fields.slice(0, usedDepth).flat();
  const proven = new Set(exact.filter((condition) => condition.isExact).map((condition) => condition.source));
  return {
    kind: 'index',
    index,
    ranges,
    isReverse: order === -1,
    isKey: !isCut && isWholeKey(index, intervals.slice(0, usedDepth)),
    isSorted: order !== undefined,
    isExact: !isMultikey && !isCut && !index.isCut && conjunctsOf(query.filter).every((each) => proven.has(each)),
    proven,
    score: scoreOf(intervals.slice(0, usedDepth), order !== undefined),
  };
}

/** Every field of a unique index is bound to points: no other plan can read less. */
function isWholeKey(index: IndexState, intervals: Interval[][]): boolean {
  return (
    index.definition.unique === true &&
    intervals.length === index.paths.length &&
    intervals.every((each) => each.every((interval) => interval.isPoint))
  );
}

/** Points narrow most, several points and ranges less; an order saves the sort. */
function scoreOf(intervals: Interval[][], isSorted: boolean): number {
  const narrowing = intervals.reduce(
    (sum, each) => sum + (isOnePoint(each) ? 2 : each.every((interval) => interval.isPoint) ? 1.9 : 1),
    0,
  );
  return narrowing + (isSorted ? 1.5 : 0);
}

/** The conditions usable on each field of an index, in order. */
function fieldBounds(index: IndexState, conditions: Condition[]): (Condition[] | undefined)[] {
  const chosen: (Condition[] | undefined)[] = [];
  index.names.forEach((name, at) => {
    const candidates = conditions.filter(
      (condition) => condition.path === name && isCompatible(index, at, condition, chosen),
    );
    chosen.push(candidates.length === 0 ? undefined : index.multikey[at] ? ofOneElement(candidates) : candidates);
  });
  return chosen;
}

/**
 * Two fields below one array may be bounded together only by conditions of one `$elemMatch`: otherwise different elements
 * may satisfy them, and no single index key has both values.
 */
function isCompatible(
  index: IndexState,
  at: number,
  condition: Condition,
  chosen: (Condition[] | undefined)[],
): boolean {
  if (!index.multikey[at]) return true;
  const root = index.paths[at]?.[0];
  return index.paths.slice(0, at).every((path, earlier) => {
    if (!index.multikey[earlier] || path[0] !== root) return true;
    const conditions = chosen[earlier];
    return (
      conditions === undefined ||
      (condition.element !== undefined && conditions.every(({ element }) => element === condition.element))
    );
  });
}

/** On an array field only one condition counts, the narrowest, unless `$elemMatch` ties them to one element. */
function ofOneElement(candidates: Condition[]): Condition[] {
  const width = ({ intervals }: Condition) =>
    isOnePoint(intervals()) ? 0 : intervals().every(({ isPoint }) => isPoint) ? 1 : 2;
  const best = candidates.reduce((narrowest, each) => (width(each) < width(narrowest) ? each : narrowest));
  if (!best.isElementItself) return [best];
  return candidates.filter((each) => each.isElementItself && each.element === best.element);
}

const combined = (conditions: Condition[]): Interval[] =>
  conditions.map(({ intervals }) => intervals()).reduce((shared, each) => intersect(shared, each));

/** 1 when the index read forwards gives the order asked for, -1 backwards, undefined when it does not give it. */
function sortOrder(index: IndexState, intervals: Interval[][], query: Query): 1 | -1 | undefined {
  if (!query.sort || '$natural' in query.sort || index.isCut) return undefined;
  const { paths, directions } = compileSort(query.sort);
  let order: number | undefined;
  let at = 0;
  for (const [position, path] of paths.entries()) {
    while (index.paths[at] && index.paths[at]?.join('.') !== path.join('.') && isOnePoint(intervals[at] ?? [])) at += 1;
    const field = index.paths[at];
    if (!field || field.join('.') !== path.join('.') || index.multikey[at]) return undefined;
    const direction = (directions[position] as number) * (index.directions[at] as number);
    if (order !== undefined && order !== direction && !isOnePoint(intervals[at] ?? [])) return undefined;
    if (!isOnePoint(intervals[at] ?? [])) order = direction;
    at += 1;
  }
  return order === -1 ? -1 : 1;
}

/** Joins the bounds of the leading fields to byte ranges: points multiply, the first field with a range ends them. */
function keyRanges(collection: Collection, index: IndexState, intervals: Interval[][]) {
  const base = collection.prefix(index.number);
  let prefixes = [base];
  let usedDepth = 0;
  let ranges: { start: Buffer; end: Buffer }[] | undefined;
  for (const [at, field] of intervals.entries()) {
    if (prefixes.length * field.length > maxRanges && usedDepth > 0) break;
    usedDepth += 1;
    const oriented = (index.directions[at] as number) < 0 ? field.map(inverted).reverse() : field;
    if (!oriented.every((interval) => interval.isPoint)) {
      ranges = prefixes.flatMap((prefix) =>
        oriented.map(({ low, high }) => ({ start: Buffer.concat([prefix, low]), end: Buffer.concat([prefix, high]) })),
      );
      break;
    }
    prefixes = prefixes.flatMap((prefix) => oriented.map(({ low }) => Buffer.concat([prefix, low])));
  }
  ranges ??= prefixes.map((prefix) => ({ start: prefix, end: after(prefix) }));
  const most = base.length + maxKeyLength;
  const isCut = ranges.some(({ start, end }) => start.length > most || end.length > most);
  return { ranges: isCut ? ranges.map((range) => cut(range, most)) : ranges, isCut, usedDepth };
}

/** Bounds longer than stored keys are widened to what all keys with the same beginning share. */
function cut({ start, end }: { start: Buffer; end: Buffer }, most: number) {
  return { start: start.subarray(0, most), end: end.length > most ? after(end.subarray(0, most)) : end };
}

/** An interval over the inverted bytes of a descending field. */
function inverted({ low, high, isPoint }: Interval): Interval {
  // A point's key is whole, so everything from it to before its successor begins with it.
  if (isPoint) {
    const key = invert(low);
    return { low: key, high: after(key), isPoint };
  }
  return { low: after(invert(high)), high: after(invert(low)), isPoint };
}

const invert = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => ~byte));

function unionPlan(collection: Collection, query: Query): UnionPlan | undefined {
  const conjuncts = conjunctsOf(query.filter);
  for (const either of conjuncts) {
    if (either.kind !== 'or') continue;
    const others = conjuncts.filter((each) => each !== either);
    const branches = either.children.map((child) => {
      const filter: Filter = { kind: 'and', children: [child, ...others] };
      const plan = bestIndexPlan(collection, { filter });
      return plan && { plan, isProof: conjunctsOf(child).every((each) => plan.proven.has(each)) };
    });
    if (branches.every((branch) => branch !== undefined))
      return { kind: 'union', branches, rest: { kind: 'and', children: others }, isSorted: false, isExact: false };
  }
  return undefined;
}
