import type { Collection } from './collection';
import type { Plan } from './planner';
import type { Found } from './query';
import type { Stream } from './steps';
import { decode } from './value';

const firstChunk = 16;
const largestChunk = 256;

export function* scan(collection: Collection, _plan: Plan): Stream<Found> {
  let size = firstChunk;
  for (let after = 0; ; ) {
    const records = collection.recordsAfter(after, size);
    for (const { rid, bytes } of records) {
      after = rid;
      yield { rid, bytes, doc: decode(bytes) };
    }
    if (records.length < size) return;
    size = Math.min(size * 2, largestChunk);
  }
}
