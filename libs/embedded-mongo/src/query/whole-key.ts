import { encodeKey, fitKey } from '../bson/key';
import type { Collection, Rid } from '../store/collection';
import type { IndexState } from '../store/index-definition';
import { conjunctsOf, hasPosition, nameOf } from './bounds';
import type { Filter } from './filter';
import { implies } from './implication';

/**
 * The one record that can match a filter which names a value for every field of a unique index; undefined when there is no such index,
 * and `rid` undefined when there is no such record. Whether the record matches the rest of the filter is left to be seen.
 *
 * Nearly every update asks for its document by such a key, and weighing plans was a quarter of what a small one costs.
 */
export function recordByKey(collection: Collection, filter: Filter): { rid: Rid | undefined } | undefined {
  const named = namedValues(filter);
  if (named.size === 0) return undefined;
  for (const index of collection.indexes) {
    if (!isLookedUp(index) || !index.names.every((name) => named.has(name))) continue;
    if (index.partial && !implies(filter, index.partial.filter)) continue;
    const values = index.names.map((name) => named.get(name));
    return { rid: collection.lookUp(index, fitKey(encodeKey(values, index.directions))) };
  }
  return undefined;
}

/**
 * One that has no document under several keys, of whose fields different elements of an array could be meant, and none whose names could
 * be places in an array.
 */
function isLookedUp({ definition, paths, multikey, isVisible }: IndexState): boolean {
  return (
    definition.unique === true &&
    definition.hidden !== true &&
    isVisible &&
    !multikey.includes(true) &&
    !paths.some(hasPosition)
  );
}

function namedValues(filter: Filter): Map<string, unknown> {
  const named = new Map<string, unknown>();
  for (const each of conjunctsOf(filter)) {
    // Null also stands for a missing field, which a sparse index leaves out.
    if (each.kind !== 'compare' || each.op !== 'eq' || (each.operand ?? null) === null) continue;
    named.set(nameOf(each.path), each.operand);
  }
  return named;
}
