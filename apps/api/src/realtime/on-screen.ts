import type { CloseChatInput, OpenChatInput, PresenceDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { ChatService } from '../chat/chat.service';
import { Focus } from './focus';
import { Presence } from './presence';
import { room } from './room';
import type { ParleySocket } from './socket-data';

/** What a socket has on screen: the chat it looks at, and the people whose presence it shows. */
@Injectable()
export class OnScreen {
  constructor(
    private readonly chats: ChatService,
    private readonly focus: Focus,
    private readonly presence: Presence,
  ) {}

  async openChat(socket: ParleySocket, { chatId, isFocused }: OpenChatInput): Promise<null> {
    const { actor } = socket.data;
    await this.chats.requireAccess(actor, chatId);
    // What is kept for a socket that left meanwhile would never be dropped again.
    if (!socket.connected) return null;
    await socket.join(room.chat(chatId));
    if (isFocused) this.focus.set(actor.id, socket.id, chatId);
    else this.focus.clear(actor.id, socket.id);
    return null;
  }

  async closeChat(socket: ParleySocket, { chatId }: CloseChatInput): Promise<null> {
    await socket.leave(room.chat(chatId));
    this.focus.clear(socket.data.actor.id, socket.id, chatId);
    return null;
  }

  /** Only people who share a chat are watched; the others are left out of the answer. */
  async watchPresence(socket: ParleySocket, userIds: string[]): Promise<PresenceDto[]> {
    const allowed = await this.chats.peopleSharingChat(socket.data.actor, [...new Set(userIds)]);
    // Nothing is awaited between leaving and joining, so that two calls at once cannot mix their lists.
    const left = socket.data.watched.map((id) => socket.leave(room.presence(id)));
    const joined = socket.join(allowed.map(room.presence));
    socket.data.watched = allowed;
    await Promise.all([...left, joined]);
    return this.presence.of(allowed);
  }
}
