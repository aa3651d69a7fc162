import type { Collection, Rid } from './collection';
import { codes, MongoError } from './errors';
import type { Filter } from './filter';
import { compileFilter } from './matcher';
import { planQuery } from './planner';
import { scan } from './scan';
import { compileSort } from './sort';
import type { Steps, Stream } from './steps';
import type { Doc } from './value';

/** A stored document that a query found. */
export interface Found {
  rid: Rid;
  bytes: Buffer;
  doc: Doc;
}

export interface Query {
  filter: Filter;
  sort?: Doc;
  skip?: number;
  limit?: number;
  /** An index name or key pattern to use, or `{$natural: 1}`. */
  hint?: unknown;
}

const maxSortBytes = 100 * 1024 * 1024;

/** Runs a query with the best plan; a plan that does not give the order asked for is followed by a sort in memory. */
export function* find(collection: Collection | undefined, query: Query): Stream<Found> {
  if (!collection) return;
  const plan = planQuery(collection, query);
  const matches = compileFilter(query.filter);
  const { skip = 0, limit = Number.POSITIVE_INFINITY } = query;
  let source = filtered(scan(collection, plan), matches);
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

function* filtered(source: Stream<Found>, matches: (doc: Doc) => boolean): Stream<Found> {
  for (const found of source) yield found !== null && matches(found.doc) ? found : null;
}

function* sorted(source: Stream<Found>, spec: Doc, wanted: number): Stream<Found> {
  yield* sortStream(
    source,
    spec,
    wanted,
    (found) => found.doc,
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

/** The first document a query finds. */
export function* findOne(collection: Collection | undefined, query: Query): Steps<Found | undefined> {
  for (const found of find(collection, { ...query, limit: 1 })) {
    if (found !== null) return found;
    yield;
  }
  return undefined;
}
