import type { Position } from '../common/keyset';
import type { ObjectId } from '../common/object-id';

export interface FoundMessage {
  _id: ObjectId;
  createdAt: Date;
}

/** Newest first, each once: what was looked at may be read again. */
export function newestOf(rows: FoundMessage[], count: number): FoundMessage[] {
  const once = [...new Map(rows.map((row) => [row._id.toHexString(), row])).values()];
  return once.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || compareIds(b, a)).slice(0, count);
}

export function isBelow(position: Position | null, { createdAt, _id }: FoundMessage): boolean {
  if (!position) return true;
  const [at, id] = [Number(position[0]), String(position[1])];
  return createdAt.getTime() < at || (createdAt.getTime() === at && _id.toHexString() < id);
}

function compareIds(a: FoundMessage, b: FoundMessage): number {
  return a._id.toHexString() < b._id.toHexString() ? -1 : 1;
}
