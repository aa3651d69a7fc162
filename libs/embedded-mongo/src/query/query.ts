import { fieldNames } from '../bson/fields';
import type { Doc } from '../bson/value';
import { codes, MongoError } from '../errors';
import type { Collection } from '../store/collection';
import type { Steps, Stream } from '../store/steps';
import { everything, type Filter, fieldsOf, isFilterEmpty } from './filter';
import { compileFilter, type Matcher } from './matcher';
import { type Plan, planQuery } from './planner';
import { type Examined, type Found, scan } from './scan';
import { compileSort } from './sort';

export interface Query {
  filter: Filter;
  /** The filter compiled, from a caller that needs the whole of what it finds: each document is then decoded only once. */
  matches?: Matcher;
  sort?: Doc;
  skip?: number;
  limit?: number;
  /** An index name or key pattern to use, or `{$natural: 1}`. */
  hint?: unknown;
  /** What `$expr` may use beside the document. */
  variables?: Doc;
}

const maxSortBytes = 100 * 1024 * 1024;

/** Runs a query with the best plan; a plan that does not give the order asked for is followed by a sort in memory. */
export function* find(
  collection: Collection | undefined,
  query: Query,
  plan: Plan | undefined = collection && planQuery(collection, query),
  examined?: Examined,
): Stream<Found> {
  if (!collection || !plan) return;
  const { skip = 0, limit = Number.POSITIVE_INFINITY } = query;
  let source = filtered(scan(collection, plan, examined), query, plan.kind === 'union' ? plan.rest : everything);
  if (query.sort && !plan.isSorted) source = sorted(source, query.sort, skip + limit);
  let toSkip = skip;
  let left = limit;
  for (const found of source) {
    if (found === null) {
      yield null;
    } else if (toSkip > 0) {
      toSkip -= 1;
      yield null;
    } else {
      left -= 1;
      yield found;
      if (left <= 0) return;
    }
  }
}

/** `rest` is all that a document has to match when one branch of the `$or` is proven. */
function* filtered(source: Stream<Found>, { filter, matches, variables }: Query, rest: Filter): Stream<Found> {
  const whole = matches ? (found: Found) => matches(found.doc) : testOf(filter, variables);
  const beside = isFilterEmpty(rest) ? () => true : testOf(rest, variables);
  const tests = { all: () => true, branch: beside, none: whole };
  for (const found of source) yield found !== null && tests[found.proof](found) ? found : null;
}

function testOf(filter: Filter, variables: Doc | undefined): (found: Found) => boolean {
  const matches = compileFilter(filter, variables);
  const fields = fieldsOf(filter);
  const names = fields && fieldNames(fields);
  return (found) => matches(found.part(names));
}

function* sorted(source: Stream<Found>, spec: Doc, wanted: number): Stream<Found> {
  const names = fieldNames(Object.keys(spec).map((path) => path.split('.')[0] as string));
  yield* sortStream(
    source,
    spec,
    wanted,
    (found) => found.part(names),
    (found) => found.bytes.length,
  );
}

/** Sorts a stream in memory; with a limit it keeps only as many as are wanted. */
export function* sortStream<T>(
  source: Stream<T>,
  spec: Doc,
  wanted: number,
  docOf: (item: T) => Doc,
  sizeOf: (item: T) => number,
): Stream<T> {
  const { keyOf, compareKeys } = compileSort(spec);
  let items: { key: unknown[]; item: T }[] = [];
  let bytes = 0;
  const order = () => items.sort((a, b) => compareKeys(a.key, b.key));
  for (const item of source) {
    if (item !== null) {
      items.push({ key: keyOf(docOf(item)), item });
      bytes += sizeOf(item);
      if (items.length > 2 * wanted + 100) {
        items = order().slice(0, wanted);
        bytes = items.reduce((sum, kept) => sum + sizeOf(kept.item), 0);
      }
      if (bytes > maxSortBytes) {
        throw new MongoError(
          codes.QueryExceededMemoryLimitNoDiskUseAllowed,
          `Sort exceeded memory limit of ${maxSortBytes} bytes, and the embedded database does not sort on disk. Aborting operation.`,
        );
      }
    }
    yield null;
  }
  for (const { item } of order().slice(0, wanted)) yield item;
}

/** How many documents a query finds. Index keys are counted alone where they settle it. */
export function* countFound(collection: Collection | undefined, query: Query): Steps<number> {
  if (!collection) return 0;
  const { skip = 0, limit = Number.POSITIVE_INFINITY } = query;
  const within = (count: number) => Math.min(Math.max(0, count - skip), limit);
  if (isFilterEmpty(query.filter) && query.hint === undefined) return within(collection.readCounters().count);
  const plan = planQuery(collection, query);
  if (plan.kind === 'index' && plan.isExact) {
    return within(plan.ranges.reduce((sum, { start, end }) => sum + collection.countKeys(start, end), 0));
  }
  let count = 0;
  for (const found of find(collection, { filter: query.filter, variables: query.variables }, plan)) {
    if (found !== null) count += 1;
    if (count >= skip + limit) break;
    yield;
  }
  return within(count);
}

/** The first document a query finds. */
export function* findOne(collection: Collection | undefined, query: Query): Steps<Found | undefined> {
  for (const found of find(collection, { ...query, limit: 1 })) {
    if (found !== null) return found;
    yield;
  }
  return undefined;
}
