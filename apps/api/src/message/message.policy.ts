import { type Actor, isStaff } from '../auth/actor';
import { isBlocked, type LiveChat } from '../chat/chat-cache';
import { AppError } from '../common/app-error';

/** Members, and staff in support chats. */
export function canAccess(actor: Actor, chat: LiveChat): boolean {
  return chat.members.has(actor.id) || (chat.type === 'support' && isStaff(actor));
}

/** Who may change anybody's message at any time and see what it said before. */
export function isModerator(actor: Actor, chat: LiveChat): boolean {
  return actor.role === 'admin' || (actor.role === 'agent' && chat.type === 'support');
}

/** Nothing new is said in a chat that is closed, or of two people of whom one has blocked the other. */
export function requireWritable(chat: LiveChat): void {
  requireOpen(chat);
  if (isBlocked(chat)) throw new AppError('BLOCKED', 'You cannot write to this person.');
}

export function requireOpen(chat: LiveChat): void {
  if (chat.state !== 'open') throw new AppError('CHAT_CLOSED', 'This conversation is closed.');
}
