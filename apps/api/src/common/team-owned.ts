import type { Actor } from '../auth/actor';
import { type ObjectId, toObjectId } from './object-id';

/** Things of the desk that are one person's or the whole team's: `ownerId` null. */
export function seenBy(actor: Actor): { ownerId: { $in: (ObjectId | null)[] } } {
  return { ownerId: { $in: [null, toObjectId(actor.id)] } };
}

export function ownerOf(actor: Actor, { isTeam }: { isTeam?: boolean }): ObjectId | null {
  return isTeam ? null : toObjectId(actor.id);
}
