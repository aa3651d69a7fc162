import type { SystemEventDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import type { Chat } from '../chat/chat.schema';
import { ChatCache } from '../chat/chat-cache';
import { ChatViews } from '../chat/chat-views';
import { MessageService } from '../message/message.service';
import { NotificationService } from '../notification/notification.service';
import { Broadcaster } from '../realtime/broadcaster';
import { UserService } from '../user/user.service';

type Kind = SystemEventDto['kind'];
type Values = SystemEventDto['values'];

/** Names in a line at most; the ids are all there. */
const NAMES_MAX = 10;

/** What a group's members are told of its changes: the chat in their view, and a line in the thread. */
@Injectable()
export class GroupNews {
  constructor(
    private readonly cache: ChatCache,
    private readonly views: ChatViews,
    private readonly messages: MessageService,
    private readonly notifications: NotificationService,
    private readonly users: UserService,
    private readonly broadcaster: Broadcaster,
  ) {}

  /** A line that a repeat of the change writes once. */
  async tell(chatId: string, key: string, kind: Kind, values: Values): Promise<void> {
    const live = await this.cache.get(chatId);
    if (live && live.members.size > 0) await this.messages.appendLine(live, key, { kind, values });
  }

  tellChange(chat: Chat, kind: Kind, values: Values): Promise<void> {
    return this.tell(chat._id.toHexString(), `info:${chat.infoRev}`, kind, values);
  }

  /** Who the owner now is. Beside the line about what made them so. */
  async tellOwner(chat: Chat): Promise<void> {
    const ownerId = chat.ownerId?.toHexString();
    if (!ownerId) return;
    const values = await this.peopleValues([ownerId]);
    await this.tell(chat._id.toHexString(), `owner:${chat.infoRev}`, 'ownerChanged', values);
  }

  /** The document is written and the cache knows: from here on the person hears nothing but this. */
  async tellRemoval(chat: Chat, userId: string, kind: 'memberRemoved' | 'memberLeft', values: Values): Promise<void> {
    const chatId = chat._id.toHexString();
    this.broadcaster.leaveChat(userId, chatId);
    this.broadcaster.toUsers([userId], 'chatRemoved', { chatId });
    await this.views.announce(chat);
    await this.tellChange(chat, kind, values);
    await this.notifications.chatRead(userId, { id: chatId, type: chat.type }, Number.MAX_SAFE_INTEGER);
  }

  async actorValues(actorId: string): Promise<Values> {
    return { actorId, actorName: (await this.users.summaryOf(actorId)).name };
  }

  async peopleValues(userIds: string[]): Promise<Values> {
    const people = await this.users.summariesOf(userIds.slice(0, NAMES_MAX));
    const name = [...people.values()].map((person) => person.name).join(', ');
    return { userIds: userIds.join(','), name };
  }
}
