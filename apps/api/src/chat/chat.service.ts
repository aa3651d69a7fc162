import type { ChatCountsDto, ChatDto, ChatPreferencesInput, Page, ReceiptDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { isStaff } from '../auth/actor';
import { forbidden } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { NotificationService } from '../notification/notification.service';
import { PreferenceService } from '../notification/preference/preference.service';
import { Broadcaster } from '../realtime/broadcaster';
import { buildChat, buildMember } from './build-chat';
import type { ChatListQueryDto } from './chat.dto';
import { canAccess } from './chat.policy';
import { Chat } from './chat.schema';
import { ChatCache, type LiveChat } from './chat-cache';
import { ChatList } from './chat-list';
import { ChatPreferences } from './chat-preferences';
import { ChatStore } from './chat-store';
import { ChatViews } from './chat-views';
import { isMarkedUnread } from './viewer-flags';

/** Threads, their members and their markers. */
@Injectable()
export class ChatService {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly store: ChatStore,
    private readonly cache: ChatCache,
    private readonly chatList: ChatList,
    private readonly views: ChatViews,
    private readonly preferences: ChatPreferences,
    private readonly notifications: NotificationService,
    private readonly wishes: PreferenceService,
    private readonly broadcaster: Broadcaster,
  ) {}

  /** The chat, if this person may read and write it: members, and staff in support chats. Its head is at least `seq`, if that exists. */
  async requireAccess(actor: Actor, chatId: string, seq = 0): Promise<LiveChat> {
    const known = await this.cache.get(chatId);
    const chat = known && seq > known.headSeq ? await this.cache.current(chatId) : known;
    if (chat && canAccess(actor, chat)) return chat;
    throw forbidden();
  }

  /** The chat with the marks that members made through other processes; null when there is none. */
  current(chatId: string): Promise<LiveChat | null> {
    return this.cache.current(chatId);
  }

  /** The thread of a support ticket; the same one on every call. */
  async getOrCreateSupport(requesterId: string, ticketId: string, chatId: string, title: string): Promise<void> {
    const chat = buildChat('support', `s:${ticketId}`, [buildMember(requesterId, 0)], {
      title,
      ticketId: toObjectId(ticketId),
    });
    await this.store.insert({ ...chat, _id: toObjectId(chatId) });
  }

  setPreferences(actor: Actor, chatId: string, input: ChatPreferencesInput): Promise<ChatDto> {
    return this.preferences.set(actor, chatId, input);
  }

  list(actor: Actor, query: ChatListQueryDto): Promise<Page<ChatDto>> {
    return this.chatList.page(actor, query);
  }

  counts(actor: Actor): Promise<ChatCountsDto> {
    return this.chatList.counts(actor);
  }

  async get(actor: Actor, chatId: string): Promise<ChatDto> {
    await this.requireAccess(actor, chatId);
    const chat = await this.store.findById(chatId);
    if (!chat) throw forbidden();
    return this.views.present(actor, chat);
  }

  /** Reads up to a seq. Beyond the head is clamped, backwards is ignored. */
  async markRead(actor: Actor, chatId: string, seq: number): Promise<ReceiptDto> {
    const chat = await this.requireAccess(actor, chatId, seq);
    const member = chat.members.get(actor.id);
    const upTo = Math.min(seq, chat.headSeq);
    if (!member) return receipt(chatId, actor.id, 0);
    if (upTo === member.lastReadSeq && isMarkedUnread(member)) await this.preferences.endMarkedUnread(actor, chatId);
    if (upTo <= member.lastReadSeq) return receipt(chatId, actor.id, member.lastReadSeq);
    await this.chats.updateOne(
      { _id: toObjectId(chatId) },
      { $max: { 'members.$[me].lastReadSeq': upTo, 'members.$[me].lastDeliveredSeq': upTo } },
      { arrayFilters: [{ 'me.userId': toObjectId(actor.id) }] },
    );
    // Known only once it is stored: otherwise the repeat of a failed call would be answered and never written.
    if (upTo <= member.lastReadSeq) return receipt(chatId, actor.id, member.lastReadSeq);
    member.lastReadSeq = upTo;
    member.lastDeliveredSeq = Math.max(member.lastDeliveredSeq, upTo);
    const fact = receipt(chatId, actor.id, upTo);
    await this.announceRead(chat, actor, fact);
    await this.notifications.chatRead(actor.id, chat, upTo);
    return fact;
  }

  /** Says that a device of this person has the messages up to a seq. */
  async markDelivered(actor: Actor, chatId: string, seq: number): Promise<ReceiptDto> {
    const chat = await this.requireAccess(actor, chatId, seq);
    const member = chat.members.get(actor.id);
    const upTo = Math.min(seq, chat.headSeq);
    if (!member || upTo <= member.lastDeliveredSeq) return receipt(chatId, actor.id, member?.lastDeliveredSeq ?? 0);
    await this.chats.updateOne(
      { _id: toObjectId(chatId) },
      { $max: { 'members.$[me].lastDeliveredSeq': upTo } },
      { arrayFilters: [{ 'me.userId': toObjectId(actor.id) }] },
    );
    if (upTo <= member.lastDeliveredSeq) return receipt(chatId, actor.id, member.lastDeliveredSeq);
    member.lastDeliveredSeq = upTo;
    const fact = receipt(chatId, actor.id, upTo);
    this.broadcaster.toUsers(chat.members.keys(), 'messageDelivered', fact);
    return fact;
  }

  /** Makes a member of somebody who answers or takes over; what was said before counts as read. */
  async join(chatId: string, userId: string): Promise<void> {
    const chat = await this.cache.current(chatId);
    if (!chat || chat.members.has(userId)) return;
    const member = buildMember(userId, chat.headSeq);
    const joined = await this.store.change(
      { _id: toObjectId(chatId), 'members.userId': { $ne: member.userId } },
      { $push: { members: member } },
    );
    if (joined) await this.views.announce(joined);
  }

  async setState(chatId: string, state: 'open' | 'closed'): Promise<void> {
    const changed = await this.store.change({ _id: toObjectId(chatId) }, { $set: { state } });
    if (changed) await this.views.announce(changed);
  }

  /** What was said until now stays as it was said, but for moderators. Moves forward only. */
  async lock(chatId: string): Promise<void> {
    const chat = await this.cache.get(chatId);
    const lockedSeq = chat?.headSeq ?? 0;
    if (!chat || chat.lockedSeq >= lockedSeq) return;
    await this.store.change({ _id: toObjectId(chatId) }, { $max: { lockedSeq } });
  }

  /** Those of the given people who are in a chat with the actor: the condition for seeing their presence. */
  async peopleSharingChat(actor: Actor, userIds: string[]): Promise<string[]> {
    if (isStaff(actor)) return userIds;
    const wanted = userIds.map(toObjectId);
    const chats = await this.chats
      .find({
        $and: [{ 'members.userId': toObjectId(actor.id) }, { 'members.userId': { $in: wanted } }],
        'members.hasBlocked': { $ne: true },
      })
      .select({ 'members.userId': 1 })
      .limit(500)
      .lean<Chat[]>()
      .exec();
    const shared = new Set(chats.flatMap((chat) => chat.members.map((member) => member.userId.toHexString())));
    return userIds.filter((id) => shared.has(id));
  }

  /** To the reader's own devices, and to those who may see it. */
  private async announceRead(chat: LiveChat, reader: Actor, fact: ReceiptDto): Promise<void> {
    const isHidden = chat.type === 'support' && isStaff(reader);
    if (isHidden) return this.broadcaster.toUsersAndStaff([reader.id], 'messageRead', fact);
    const others = await this.wishes.openToEachOther(reader.id, chat.members.keys(), 'showsReceipts');
    this.broadcaster.toUsers([reader.id, ...others], 'messageRead', fact);
  }
}

function receipt(chatId: string, userId: string, seq: number): ReceiptDto {
  return { chatId, userId, seq };
}
