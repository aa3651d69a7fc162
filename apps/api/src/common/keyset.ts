import { toObjectId } from './object-id';

/** Where a page ended: [milliseconds of the sort date, id]. */
export type Position = readonly (number | string)[];

/**
 * The rows below a position in a list sorted by `field` and `_id`, both descending. The bound on the date alone comes
 * first, because an index can use it.
 */
export function belowPosition(field: string, position: Position | null): Record<string, unknown> {
  if (!position) return {};
  const date = new Date(Number(position[0]));
  return {
    [field]: { $lte: date },
    $or: [{ [field]: { $lt: date } }, { _id: { $lt: toObjectId(String(position[1])) } }],
  };
}
