import type { ChatCountsDto, ChatDto, CreateChatInput, Page, ReceiptDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { isStaff } from '../auth/actor';
import { AppError, forbidden } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import { NotificationService } from '../notification/notification.service';
import { Broadcaster } from '../realtime/broadcaster';
import { UserService } from '../user/user.service';
import { buildChat, buildMember, toContext } from './build-chat';
import type { ChatListQueryDto } from './chat.dto';
import { toChatDto } from './chat.presenter';
import { Chat } from './chat.schema';
import { ChatCache, type LiveChat } from './chat-cache';
import { ChatList } from './chat-list';
import { UnreadService } from './unread.service';
import { memberOf } from './viewer-flags';

/** Threads, their members and their markers. */
@Injectable()
export class ChatService {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly cache: ChatCache,
    private readonly chatList: ChatList,
    private readonly unread: UnreadService,
    private readonly users: UserService,
    private readonly notifications: NotificationService,
    private readonly broadcaster: Broadcaster,
    private readonly limits: RateLimits,
  ) {}

  /** The chat, if this person may read and write it: members, and staff in support chats. */
  async requireAccess(actor: Actor, chatId: string): Promise<LiveChat> {
    const chat = await this.cache.get(chatId);
    if (chat && (chat.members.has(actor.id) || (chat.type === 'support' && isStaff(actor)))) return chat;
    throw forbidden();
  }

  /** The one thread of this pair and context, made if there is none. */
  async getOrCreateDirect(actor: Actor, input: CreateChatInput): Promise<ChatDto> {
    const [otherId = ''] = input.memberIds ?? [];
    if (otherId === actor.id) throw new AppError('VALIDATION', 'A chat needs another person.');
    const key = directKey(actor.id, otherId, input.context);
    const existing = await this.chats.findOne({ key }).lean<Chat>().exec();
    if (existing) return this.present(actor, existing);
    await this.limits.consume('newChat', actor.id);
    await this.users.requireActive([otherId]);
    const chat = await this.insert(
      buildChat('direct', key, pair(actor.id, otherId), { context: input.context ? toContext(input.context) : null }),
    );
    const dto = await this.present(actor, chat);
    this.broadcaster.toUsers([actor.id], 'chatUpdated', dto);
    return dto;
  }

  /** The thread of a support ticket; the same one on every call. */
  async getOrCreateSupport(requesterId: string, ticketId: string, chatId: string, title: string): Promise<void> {
    const chat = buildChat('support', `s:${ticketId}`, [buildMember(requesterId, 'member', 0)], {
      title,
      ticketId: toObjectId(ticketId),
    });
    await this.insert({ ...chat, _id: toObjectId(chatId) });
  }

  list(actor: Actor, query: ChatListQueryDto): Promise<Page<ChatDto>> {
    return this.chatList.page(actor, query);
  }

  counts(actor: Actor): Promise<ChatCountsDto> {
    return this.chatList.counts(actor);
  }

  async get(actor: Actor, chatId: string): Promise<ChatDto> {
    await this.requireAccess(actor, chatId);
    const chat = await this.chats.findById(toObjectId(chatId)).lean<Chat>().exec();
    if (!chat) throw forbidden();
    return this.present(actor, chat);
  }

  /** Reads up to a seq. Beyond the head is clamped, backwards is ignored. */
  async markRead(actor: Actor, chatId: string, seq: number): Promise<ReceiptDto> {
    const chat = await this.requireAccess(actor, chatId);
    const member = chat.members.get(actor.id);
    const upTo = Math.min(seq, chat.headSeq);
    if (!member || upTo <= member.lastReadSeq) return receipt(chatId, actor.id, member?.lastReadSeq ?? 0);
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
    this.announceRead(chat, actor, fact);
    await this.notifications.chatRead(actor.id, chatId, upTo);
    return fact;
  }

  /** Says that a device of this person has the messages up to a seq. */
  async markDelivered(actor: Actor, chatId: string, seq: number): Promise<ReceiptDto> {
    const chat = await this.requireAccess(actor, chatId);
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
    const chat = await this.cache.get(chatId);
    if (!chat || chat.members.has(userId)) return;
    const member = buildMember(userId, 'member', chat.headSeq);
    await this.chats.updateOne(
      { _id: toObjectId(chatId), 'members.userId': { $ne: toObjectId(userId) } },
      { $push: { members: member }, $inc: { infoRev: 1 } },
    );
    chat.members.set(userId, { lastReadSeq: chat.headSeq, lastDeliveredSeq: chat.headSeq });
    await this.announce(chatId);
  }

  async setState(chatId: string, state: 'open' | 'closed'): Promise<void> {
    await this.chats.updateOne({ _id: toObjectId(chatId) }, { $set: { state }, $inc: { infoRev: 1 } });
    const chat = await this.cache.get(chatId);
    if (chat) chat.state = state;
    await this.announce(chatId);
  }

  /** Those of the given people who are in a chat with the actor: the condition for seeing their presence. */
  async peopleSharingChat(actor: Actor, userIds: string[]): Promise<string[]> {
    if (isStaff(actor)) return userIds;
    const wanted = userIds.map(toObjectId);
    const chats = await this.chats
      .find({ $and: [{ 'members.userId': toObjectId(actor.id) }, { 'members.userId': { $in: wanted } }] })
      .select({ 'members.userId': 1 })
      .limit(500)
      .lean<Chat[]>()
      .exec();
    const shared = new Set(chats.flatMap((chat) => chat.members.map((member) => member.userId.toHexString())));
    return userIds.filter((id) => shared.has(id));
  }

  /** Announces a chat to each member, in that member's view. */
  private async announce(chatId: string): Promise<void> {
    const chat = await this.chats.findById(toObjectId(chatId)).lean<Chat>().exec();
    if (!chat) return;
    const users = await this.users.summariesOf(chat.members.map((member) => member.userId.toHexString()));
    for (const { userId, lastReadSeq } of chat.members) {
      const id = userId.toHexString();
      const viewer = { id, isStaff: users.get(id)?.role !== 'user' };
      const unread = await this.unread.count(id, { _id: chat._id, headSeq: chat.headSeq, lastReadSeq });
      this.broadcaster.toUsers([id], 'chatUpdated', toChatDto(chat, viewer, users, unread));
    }
  }

  private announceRead(chat: LiveChat, reader: Actor, fact: ReceiptDto): void {
    const isHidden = chat.type === 'support' && isStaff(reader);
    if (isHidden) this.broadcaster.toUsersAndStaff([reader.id], 'messageRead', fact);
    else this.broadcaster.toUsers(chat.members.keys(), 'messageRead', fact);
  }

  private async present(actor: Actor, chat: Chat): Promise<ChatDto> {
    const users = await this.users.summariesOf(chat.members.map((member) => member.userId.toHexString()));
    const member = memberOf(chat, actor.id);
    const lastReadSeq = member?.lastReadSeq ?? chat.headSeq;
    const unread = await this.unread.count(actor.id, { _id: chat._id, headSeq: chat.headSeq, lastReadSeq });
    return toChatDto(chat, { id: actor.id, isStaff: isStaff(actor) }, users, unread);
  }

  /** Inserts, or returns the chat that another request made first under the same key. */
  private async insert(chat: Chat): Promise<Chat> {
    try {
      await this.chats.collection.insertOne(chat);
      return chat;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const first = await this.chats.findOne({ key: chat.key }).lean<Chat>().exec();
      if (!first) throw error;
      return first;
    }
  }
}

function receipt(chatId: string, userId: string, seq: number): ReceiptDto {
  return { chatId, userId, seq };
}

function directKey(a: string, b: string, context: CreateChatInput['context']): string {
  const pair = [a, b].sort().join(':');
  return context ? `d:${pair}:${context.type}:${context.id}` : `d:${pair}`;
}

function pair(makerId: string, otherId: string) {
  const now = new Date();
  return [makerId, otherId].map((id) => buildMember(id, 'member', 0, now));
}
