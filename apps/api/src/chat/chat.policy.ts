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
