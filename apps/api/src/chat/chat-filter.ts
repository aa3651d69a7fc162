import type { ChatFilter } from '@app/contracts';
import type { QueryFilter } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';
import { forbidden } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import type { Chat } from './chat.schema';
import { isArchived, memberOf } from './viewer-flags';

const LONG_AGO = new Date(0);

/** A chat nobody has written in yet is its maker's business only; staff find support chats at the desk. */
export function visibleTo(actor: Actor): QueryFilter<Chat> {
  const me = toObjectId(actor.id);
  return {
    'members.userId': me,
    ...(isStaff(actor) && { type: { $ne: 'support' as const } }),
    $or: [{ headSeq: { $gt: 0 } }, { createdBy: me }],
  };
}

/** What the database can tell of a filter; the rest depends on numbers of the chat and its member together. */
export function filterOfKind(actor: Actor, kind: ChatFilter): QueryFilter<Chat> {
  const mine = visibleTo(actor);
  if (kind === 'archived') return { $and: [mine, withMyFlag(actor.id, 'archivedAt')] };
  if (kind === 'awaitingReply') return { ...mine, 'lastHuman.senderId': { $nin: [null, toObjectId(actor.id)] } };
  if (kind !== 'support') return mine;
  if (!isStaff(actor)) throw forbidden();
  return { type: 'support', ticketId: null, headSeq: { $gt: 0 } };
}

/** A range, which an index can serve; null is not in it. */
export function withMyFlag(userId: string, flag: 'pinnedAt' | 'archivedAt'): QueryFilter<Chat> {
  return { members: { $elemMatch: { userId: toObjectId(userId), [flag]: { $gt: LONG_AGO } } } };
}

/** The rest of a filter. Pinned chats have a place of their own in `all`. */
export function belongs(kind: ChatFilter, chat: Chat, userId: string): boolean {
  if (kind === 'support') return true;
  if (kind === 'archived') return isArchived(chat, userId);
  if (kind === 'all' && memberOf(chat, userId)?.pinnedAt) return false;
  return !isArchived(chat, userId);
}
