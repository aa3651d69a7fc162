import { decodeFields, type FieldNames } from '../bson/fields';
import { type Doc, decode } from '../bson/value';
import { codes, MongoError } from '../errors';
import type { Collection, Rid } from '../store/collection';
import { currentSlice, type Stream } from '../store/steps';
import type { IndexPlan, Plan, UnionBranch } from './planner';

/** Read ahead little at first, so that a page costs no more than it shows, and then more. */
const firstChunk = 16;
const largestChunk = 256;

/** What a scan has looked at so far, for `explain`. */
export interface Examined {
  keys: number;
  docs: number;
}

/** What the index bounds already prove of a document: nothing, one branch of the `$or` that is read by, or all of the filter. */
type Proof = 'none' | 'branch' | 'all';

/** A stored document that a scan or a query found; it is decoded when somebody needs its fields. */
export class Found {
  private decoded: Doc | undefined;

  constructor(
    readonly rid: Rid,
    readonly bytes: Buffer,
    readonly proof: Proof,
  ) {}

  /** These fields of it; everything, when they are not known. */
  part(names: FieldNames | undefined): Doc {
    return names && !this.decoded ? decodeFields(this.bytes, names) : this.doc;
  }

  get doc(): Doc {
    this.decoded ??= decode(this.bytes);
    return this.decoded;
  }
}

/** Reads the documents of a plan. It seeks again by key after every chunk and holds nothing open in between. */
export function scan(collection: Collection, plan: Plan, examined: Examined = { keys: 0, docs: 0 }): Stream<Found> {
  switch (plan.kind) {
    case 'collection':
      return scanCollection(collection, plan.isReverse, examined);
    case 'index':
      return scanIndex(collection, plan, examined, plan.isExact ? 'all' : 'none');
    case 'union':
      return scanUnion(collection, plan.branches, examined);
  }
}

function* scanCollection(collection: Collection, isReverse: boolean, examined: Examined): Stream<Found> {
  let size = firstChunk;
  for (let from: Rid = isReverse ? 2 ** 48 - 1 : 0; ; ) {
    if (collection.isDropped) throw planKilled('collection dropped');
    const records = isReverse ? collection.recordsBefore(from, size) : collection.recordsAfter(from, size);
    const slice = currentSlice();
    for (const { rid, bytes } of records) {
      from = rid;
      // What was read ahead may have changed while others had their turn.
      const current = slice === currentSlice() ? bytes : collection.get(rid);
      examined.docs += 1;
      yield current ? new Found(rid, current, 'none') : null;
    }
    if (records.length < size) return;
    size = Math.min(size * 2, largestChunk);
  }
}

function* scanIndex(collection: Collection, plan: IndexPlan, examined: Examined, proof: Proof): Stream<Found> {
  // A document has several keys in an index on an array.
  const seen = plan.index.multikey.some(Boolean) ? new Set<Rid>() : undefined;
  for (const { rid, slice } of entriesOf(collection, plan)) {
    examined.keys += 1;
    if (seen?.has(rid)) {
      yield null;
      continue;
    }
    seen?.add(rid);
    const bytes = collection.get(rid);
    examined.docs += 1;
    yield bytes ? new Found(rid, bytes, slice === currentSlice() ? proof : 'none') : null;
  }
}

function* entriesOf(collection: Collection, plan: IndexPlan): Generator<{ rid: Rid; slice: number }> {
  const { index, isReverse } = plan;
  let size = firstChunk;
  for (const { start, end } of isReverse ? [...plan.ranges].reverse() : plan.ranges) {
    if (plan.isKey) {
      requireIndex(collection, plan);
      const rid = collection.ridAt(start);
      if (rid !== undefined) yield { rid, slice: currentSlice() };
      continue;
    }
    let from = isReverse ? end : start;
    for (;;) {
      requireIndex(collection, plan);
      const entries = isReverse
        ? collection.indexEntriesBefore(index, from, start, size)
        : collection.indexEntries(index, from, end, size);
      const slice = currentSlice();
      for (const { rid } of entries) yield { rid, slice };
      const last = entries.at(-1);
      if (!last || entries.length < size) break;
      from = isReverse ? last.key : Buffer.concat([last.key, zero]);
      size = Math.min(size * 2, largestChunk);
    }
  }
}

/** A cursor whose index or collection was dropped ends in an error, for it can no longer find the rest. */
function requireIndex(collection: Collection, { index }: IndexPlan): void {
  if (!collection.isDropped && collection.indexes.some(({ number }) => number === index.number)) return;
  throw planKilled(`index '${index.definition.name}' dropped`);
}

const planKilled = (reason: string) => new MongoError(codes.QueryPlanKilled, `query plan killed :: ${reason}`);

/** The smallest key above another is that key and one zero byte. */
const zero = Buffer.from([0]);

function* scanUnion(collection: Collection, branches: UnionBranch[], examined: Examined): Stream<Found> {
  const seen = new Set<Rid>();
  for (const { plan, isProof } of branches) {
    for (const found of scanIndex(collection, plan, examined, isProof ? 'branch' : 'none')) {
      if (found === null || seen.has(found.rid)) {
        yield null;
        continue;
      }
      seen.add(found.rid);
      yield found;
    }
  }
}
