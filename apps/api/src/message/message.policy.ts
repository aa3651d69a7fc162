import { isBlocked, type LiveChat } from '../chat/chat-cache';
import { AppError } from '../common/app-error';

/** Nothing new is said in a chat that is closed, or of two people of whom one has blocked the other. */
export function requireWritable(chat: LiveChat): void {
  requireOpen(chat);
  if (isBlocked(chat)) throw new AppError('BLOCKED', 'You cannot write to this person.');
}

export function requireOpen(chat: LiveChat): void {
  if (chat.state !== 'open') throw new AppError('CHAT_CLOSED', 'This conversation is closed.');
}
