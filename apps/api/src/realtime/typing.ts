import type { TypingInput } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { ChatService } from '../chat/chat.service';
import { isBlocked } from '../chat/chat-cache';
import { AppError } from '../common/app-error';
import { RateLimits } from '../common/rate-limit';
import { PreferenceService } from '../notification/preference/preference.service';
import { Broadcaster } from './broadcaster';
import type { ParleySocket } from './socket-data';

/** In chats up to this size typing also shows in the others' lists; in larger ones only to those who look at the chat. */
const SMALL_CHAT = 8;

/** Who is typing: checked, passed on, never stored. */
@Injectable()
export class Typing {
  constructor(
    private readonly chats: ChatService,
    private readonly broadcaster: Broadcaster,
    private readonly wishes: PreferenceService,
    private readonly limits: RateLimits,
  ) {}

  /** Too many starts are dropped in silence; a stop always passes. */
  async set(socket: ParleySocket, { chatId, isTyping }: TypingInput): Promise<null> {
    const { actor } = socket.data;
    const chat = await this.chats.requireAccess(actor, chatId);
    if (isBlocked(chat)) return null;
    if (isTyping && !(await this.hasRoom(actor.id))) return null;
    socket.data.typingIn = isTyping ? chatId : null;
    const fact = { chatId, userId: actor.id, isTyping };
    const others = await this.wishes.openToEachOther(actor.id, chat.members.keys(), 'showsTyping');
    if (others.length === 0) return null;
    const hidden = [...chat.members.keys()].filter((id) => !others.includes(id));
    if (chat.members.size <= SMALL_CHAT) this.broadcaster.toUsers(others, 'typing', fact);
    else this.broadcaster.toChatViewers(chatId, hidden, 'typing', fact);
    return null;
  }

  /** The socket is gone: whatever it was typing has stopped. */
  async stop(socket: ParleySocket): Promise<void> {
    const chatId = socket.data.typingIn;
    if (chatId) await this.set(socket, { chatId, isTyping: false });
  }

  private async hasRoom(userId: string): Promise<boolean> {
    try {
      await this.limits.consume('typing', userId);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'RATE_LIMITED') return false;
      throw error;
    }
  }
}
