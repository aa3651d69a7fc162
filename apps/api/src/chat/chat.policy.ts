import { type Actor, isStaff } from '../auth/actor';
import type { LiveChat } from './chat-cache';

/** Members, and staff in support chats. */
export function canAccess(actor: Actor, chat: LiveChat): boolean {
  return chat.members.has(actor.id) || (chat.type === 'support' && isStaff(actor));
}

/** Who may change anybody's message at any time and see what it said before. */
export function isModerator(actor: Actor, chat: LiveChat): boolean {
  return actor.role === 'admin' || (actor.role === 'agent' && chat.type === 'support');
}

/** A member has asked the desk to look at it: its agents may see the files that the evidence names. */
export function isOnDesk(actor: Actor, { lockedSeq }: LiveChat): boolean {
  return isStaff(actor) && lockedSeq > 0;
}
