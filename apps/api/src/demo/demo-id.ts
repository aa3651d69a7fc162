import { createHash } from 'node:crypto';
import { type ObjectId, toObjectId } from '../common/object-id';

/** A UUID that is the same at every start. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`parley demo ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function demoObjectId(name: string): ObjectId {
  return toObjectId(demoId(name).replaceAll('-', '').slice(0, 24));
}
