import type { ChatDto, KnownChatDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { type Actor, isStaff } from '../auth/actor';
import { PreferenceService } from '../notification/preference/preference.service';
import { Broadcaster } from '../realtime/broadcaster';
import { UserService } from '../user/user.service';
import { type ChatViewer, toChatDto, toKnownChatOf } from './chat.presenter';
import type { Chat } from './chat.schema';
import { ChatCache } from './chat-cache';
import { UnreadService } from './unread.service';
import { memberOf } from './viewer-flags';

/** Chats in the eyes of each person: as answers, and as the fact chatUpdated. */
@Injectable()
export class ChatViews {
  constructor(
    private readonly cache: ChatCache,
    private readonly unread: UnreadService,
    private readonly users: UserService,
    private readonly preferences: PreferenceService,
    private readonly broadcaster: Broadcaster,
  ) {}

  async present(actor: Actor, chat: Chat): Promise<ChatDto> {
    const users = await this.users.summariesOf(idsOf([chat]));
    return this.view(chat, { id: actor.id, isStaff: isStaff(actor) }, users);
  }

  async presentAll(actor: Actor, counted: { chat: Chat; unread: number }[]): Promise<ChatDto[]> {
    if (counted.length === 0) return [];
    const ids = idsOf(counted.map(({ chat }) => chat));
    const [users, viewer] = await Promise.all([this.users.summariesOf(ids), this.viewerOf(actor, ids)]);
    return counted.map(({ chat, unread }) => toChatDto(chat, viewer, users, unread));
  }

  /** What a client that holds these chats as the actor sees them would say that it holds. */
  async known(actor: Actor, chats: Chat[]): Promise<KnownChatDto[]> {
    const viewer = await this.viewerOf(actor, idsOf(chats));
    return chats.map((chat) => toKnownChatOf(chat, viewer));
  }

  /** Flags of one's own are told to one's own devices alone. */
  async announceToOne(actor: Actor, chat: Chat): Promise<ChatDto> {
    const dto = await this.present(actor, chat);
    this.broadcaster.toUsers([actor.id], 'chatUpdated', dto);
    return dto;
  }

  /**
   * To each member in their own view. Counting for people without a socket would be work for nobody, and somebody who
   * left meanwhile, which puts the chat into the cache, hears nothing any more.
   */
  async announce(chat: Chat): Promise<void> {
    const users = await this.users.summariesOf(idsOf([chat]));
    const ids = idsOf([chat]).filter((id) => this.broadcaster.mayBeListening(id));
    await Promise.all(
      ids.map(async (id) => {
        const dto = await this.view(chat, { id, isStaff: users.get(id)?.role !== 'user' }, users);
        const live = await this.cache.peek(chat._id.toHexString());
        if (!live || live.members.has(id)) this.broadcaster.toUsers([id], 'chatUpdated', dto);
      }),
    );
  }

  private async viewerOf(actor: Actor, memberIds: string[]): Promise<ChatViewer> {
    const wants = await this.preferences.ofAll(new Set([actor.id, ...memberIds]));
    return { id: actor.id, isStaff: isStaff(actor), wants };
  }

  private async view(
    chat: Chat,
    { id, isStaff }: Omit<ChatViewer, 'wants'>,
    users: Awaited<ReturnType<UserService['summariesOf']>>,
  ): Promise<ChatDto> {
    const lastReadSeq = memberOf(chat, id)?.lastReadSeq ?? chat.headSeq;
    const unread = await this.unread.count(id, { _id: chat._id, headSeq: chat.headSeq, lastReadSeq });
    const wants = await this.preferences.ofAll(new Set([id, ...idsOf([chat])]));
    return toChatDto(chat, { id, isStaff, wants }, users, unread);
  }
}

function idsOf(chats: Chat[]): string[] {
  return chats.flatMap((chat) => chat.members.map(({ userId }) => userId.toHexString()));
}
