import { toObjectId } from './object-id';

/** Where a page ended: [milliseconds of the sort date, id]. */
export type Position = readonly (number | string)[];

/**
 * The rows below a position in a list sorted by `field` and `_id`, both descending. The bound on the date alone comes
 * first, because an index can use it.
 */
export function belowPosition(field: string, position: Position | null): Record<string, unknown> {
  return beyond(field, position, '$lt', '$lte');
}

/** The same for a list sorted by both ascending. */
export function abovePosition(field: string, position: Position | null): Record<string, unknown> {
  return beyond(field, position, '$gt', '$gte');
}

function beyond(field: string, position: Position | null, past: '$lt' | '$gt', upTo: '$lte' | '$gte') {
  if (!position) return {};
  const date = new Date(Number(position[0]));
  return {
    [field]: { [upTo]: date },
    $or: [{ [field]: { [past]: date } }, { _id: { [past]: toObjectId(String(position[1])) } }],
  };
}
