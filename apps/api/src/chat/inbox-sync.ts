import { type ChatDto, type InboxSyncDto, type KnownChatDto, type SyncInboxInput, toKnownChat } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type Actor, isStaff } from '../auth/actor';
import { EpochService } from '../common/epoch.service';
import { toObjectId } from '../common/object-id';
import { RateLimits } from '../common/rate-limit';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { NotificationService } from '../notification/notification.service';
import { Chat } from './chat.schema';
import { visibleTo } from './chat-filter';
import { ChatList } from './chat-list';
import { ChatViews } from './chat-views';

/**
 * What a client missed of its list, found by comparing what it holds with what is so. A counter per person that every
 * message raises would cost one write per member and message; a comparison costs one read per reconnect and cannot
 * have a gap.
 */
@Injectable()
export class InboxSync {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly list: ChatList,
    private readonly views: ChatViews,
    private readonly notifications: NotificationService,
    private readonly epoch: EpochService,
    private readonly limits: RateLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async sync(actor: Actor, { epoch, known }: SyncInboxInput): Promise<InboxSyncDto> {
    await this.limits.consume('inboxSync', actor.id);
    const reset = epoch !== undefined && epoch !== this.epoch.current;
    const held = new Map((reset ? [] : known).map((chat) => [chat.chatId, chat]));
    const { syncPageMax } = this.config.limits;
    const newest = await this.newest(actor, syncPageMax + 1);
    const hasMore = newest.length > syncPageMax;
    const found = newest.slice(0, syncPageMax);
    const missing = new Set(held.keys());
    for (const chat of found) missing.delete(chat._id.toHexString());
    const older = await this.accessible(actor, [...missing]);
    for (const chat of older) missing.delete(chat._id.toHexString());
    const [chats, counts, notificationCounts] = await Promise.all([
      this.differing(actor, [...found, ...older], held),
      // Mostly these are all there are, and need not be read again.
      hasMore ? this.list.counts(actor) : this.list.countOf(actor, found),
      this.notifications.counts(actor),
    ]);
    return { epoch: this.epoch.current, reset, chats, goneIds: [...missing], counts, notificationCounts, hasMore };
  }

  private newest(actor: Actor, limit: number): Promise<Chat[]> {
    return this.chats.find(visibleTo(actor)).sort({ lastActivityAt: -1, _id: -1 }).limit(limit).lean<Chat[]>().exec();
  }

  private async accessible(actor: Actor, ids: string[]): Promise<Chat[]> {
    if (ids.length === 0) return [];
    const isMember = { 'members.userId': toObjectId(actor.id) };
    return this.chats
      .find({
        _id: { $in: ids.map(toObjectId) },
        ...(isStaff(actor) ? { $or: [isMember, { type: 'support' }] } : isMember),
      })
      .lean<Chat[]>()
      .exec();
  }

  /** Compared as the viewer sees them: hidden reads are no difference. Unread is counted only for what is sent. */
  private async differing(actor: Actor, chats: Chat[], held: Map<string, KnownChatDto>): Promise<ChatDto[]> {
    const seen = await this.views.presentAll(
      actor,
      chats.map((chat) => ({ chat, unread: 0 })),
    );
    const changed = chats.filter((_, index) => {
      const now = seen[index];
      return now && !isSame(toKnownChat(now), held.get(now.id));
    });
    return this.views.presentAll(actor, await this.list.count(actor, changed));
  }
}

function isSame(now: KnownChatDto, held: KnownChatDto | undefined): boolean {
  return held?.headRev === now.headRev && held.infoRev === now.infoRev && held.markers === now.markers;
}
