import type { ChatDto, ChatPreferencesInput } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError, forbidden } from '../common/app-error';
import { KeyedQueue } from '../common/keyed-queue';
import { toObjectId } from '../common/object-id';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { Chat, type ChatMember } from './chat.schema';
import { ChatCache } from './chat-cache';
import { withMyFlag } from './chat-filter';
import { ChatViews } from './chat-views';
import { memberOf } from './viewer-flags';

type Flags = Partial<
  Pick<ChatMember, 'pinnedAt' | 'mutedUntil' | 'archivedAt' | 'archivedSeq' | 'markedUnreadSeq' | 'hasBlocked'>
>;

/** A member's own flags of a chat. Nobody else sees or hears of them. */
@Injectable()
export class ChatPreferences {
  /** One change of a person at a time: the limit of pins spans their chats. */
  private readonly changes = new KeyedQueue();

  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly cache: ChatCache,
    private readonly views: ChatViews,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Members only; staff who look at a support chat have no flags of it. */
  set(actor: Actor, chatId: string, input: ChatPreferencesInput): Promise<ChatDto> {
    if (input.isPinned && input.isArchived) {
      throw new AppError('VALIDATION', 'A chat is either pinned or archived.', { fields: { isPinned: 'contradicts' } });
    }
    return this.changes.run(actor.id, async () => {
      const chat = await this.chats.findById(toObjectId(chatId)).lean<Chat>().exec();
      const member = chat && memberOf(chat, actor.id);
      if (!member) throw forbidden();
      if (input.isPinned && !member.pinnedAt) await this.requireRoomForPin(actor.id);
      const flags = toFlags(input, chat, member);
      if (Object.keys(flags).length === 0) return this.views.present(actor, chat);
      return this.views.announceToOne(actor, await this.write(actor.id, chatId, flags));
    });
  }

  /** Opening a chat ends "marked unread", also when there is nothing new to read in it. */
  async endMarkedUnread(actor: Actor, chatId: string): Promise<void> {
    await this.views.announceToOne(actor, await this.write(actor.id, chatId, { markedUnreadSeq: null }));
  }

  /** For blocking, which knows the chats of two people. */
  async setBlocked(actor: Actor, chat: Chat, hasBlocked: boolean): Promise<ChatDto> {
    if ((memberOf(chat, actor.id)?.hasBlocked ?? false) === hasBlocked) return this.views.present(actor, chat);
    return this.views.announceToOne(actor, await this.write(actor.id, chat._id.toHexString(), { hasBlocked }));
  }

  private async write(userId: string, chatId: string, flags: Flags): Promise<Chat> {
    const set = Object.fromEntries(Object.entries(flags).map(([name, value]) => [`members.$[me].${name}`, value]));
    const me = toObjectId(userId);
    const chat = await this.chats
      .findOneAndUpdate(
        { _id: toObjectId(chatId), 'members.userId': me },
        { $set: set, $inc: { 'members.$[me].flagsRev': 1 } },
        { arrayFilters: [{ 'me.userId': me }], returnDocument: 'after' },
      )
      .lean<Chat>()
      .exec();
    if (!chat) throw forbidden();
    await this.cache.renew(chat);
    return chat;
  }

  private async requireRoomForPin(userId: string): Promise<void> {
    const { pinnedChatsMax } = this.config.limits;
    const pinned = await this.chats.countDocuments(withMyFlag(userId, 'pinnedAt'));
    if (pinned >= pinnedChatsMax) throw new AppError('TOO_MANY_PINS', `At most ${pinnedChatsMax} chats can be pinned.`);
  }
}

/** What is so already is left out, so that a repeat changes nothing. */
function toFlags(
  { isPinned, mutedUntil, isArchived, isMarkedUnread }: ChatPreferencesInput,
  chat: Chat,
  me: ChatMember,
) {
  const now = new Date();
  const flags: Flags = {};
  if (isPinned && !me.pinnedAt) Object.assign(flags, { pinnedAt: now, archivedAt: null });
  if (isPinned === false && me.pinnedAt) flags.pinnedAt = null;
  if (isArchived) Object.assign(flags, { archivedAt: now, archivedSeq: chat.lastHuman?.seq ?? 0, pinnedAt: null });
  if (isArchived === false && me.archivedAt) flags.archivedAt = null;
  if (mutedUntil !== undefined && mutedUntil !== (me.mutedUntil?.toISOString() ?? null)) {
    flags.mutedUntil = mutedUntil === null ? null : new Date(mutedUntil);
  }
  if (isMarkedUnread) flags.markedUnreadSeq = me.lastReadSeq;
  if (isMarkedUnread === false && me.markedUnreadSeq !== null) flags.markedUnreadSeq = null;
  return flags;
}
