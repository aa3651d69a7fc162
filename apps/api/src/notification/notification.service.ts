import type {
  MessageDto,
  NotificationCountsDto,
  NotificationDto,
  NotificationTargetDto,
  NotificationType,
  Page,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { BroadcastFeed } from '../broadcast/broadcast-feed';
import { forbidden } from '../common/app-error';
import { KeyedQueue } from '../common/keyed-queue';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, toObjectId } from '../common/object-id';
import { cutText } from '../common/text.rule';
import { Broadcaster } from '../realtime/broadcaster';
import { Focus } from '../realtime/focus';
import { UserService } from '../user/user.service';
import { Bell } from './bell';
import { CountAnnouncer } from './count-announcer';
import type { NotificationListQueryDto } from './notification.dto';
import { broadcastToNotificationDto, toNotificationDto } from './notification.presenter';
import { Notification } from './notification.schema';

const TEXT_MAX = 200;

/** What the bell must know of the chat a message came in. */
export interface NotifiedChat {
  id: string;
  ticketId: string | null;
  members: ReadonlyMap<string, { lastReadSeq: number }>;
}

/** An event for one person's bell. Events of a group share one live row; `seq` orders them and makes repeats harmless. */
export interface BellEvent {
  type: NotificationType;
  groupKey: string;
  seq: number;
  title: string;
  text: string;
  data: NotificationTargetDto;
}

/** The bell: rows per person, grouped, with states that only the person's own acts change. */
@Injectable()
export class NotificationService {
  private readonly counting = new KeyedQueue();

  constructor(
    @InjectModel(Notification.name) private readonly rows: Model<Notification>,
    private readonly bell: Bell,
    private readonly feed: BroadcastFeed,
    private readonly users: UserService,
    private readonly focus: Focus,
    private readonly announcer: CountAnnouncer,
    private readonly broadcaster: Broadcaster,
  ) {}

  list(actor: Actor, query: NotificationListQueryDto): Promise<Page<NotificationDto>> {
    return this.bell.page(actor.id, query);
  }

  counts(actor: Actor): Promise<NotificationCountsDto> {
    return this.bell.counts(actor.id);
  }

  /** Rings for everybody in the chat but the sender, those who have it in front of them, and those who read past it. */
  async messageArrived(chat: NotifiedChat, message: MessageDto): Promise<void> {
    const senderId = message.senderId ?? '';
    const sender = (await this.users.summariesOf([senderId])).get(senderId);
    const ringing = [...chat.members].filter(
      ([userId, member]) =>
        userId !== senderId && member.lastReadSeq < message.seq && !this.focus.isFocused(userId, chat.id),
    );
    const event: BellEvent = {
      type: 'message',
      groupKey: `chat:${chat.id}`,
      seq: message.seq,
      title: sender?.name ?? '',
      text: cutText(message.text, TEXT_MAX),
      data: { chatId: chat.id, ...(chat.ticketId && { ticketId: chat.ticketId }) },
    };
    await Promise.all(ringing.map(([userId]) => this.ring(userId, event)));
    const overtaken = ringing.filter(([, member]) => member.lastReadSeq >= message.seq);
    await Promise.all(overtaken.map(([userId, member]) => this.chatRead(userId, chat.id, member.lastReadSeq)));
  }

  /** Adds an event to a person's bell, or nothing when the row already stands for it. */
  async ring(userId: string, event: BellEvent): Promise<void> {
    const row = await this.raise(userId, event, true).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      // The row exists: either it stands for this event already, or another event made it a moment ago.
      return this.raise(userId, event, false);
    });
    if (row) this.announce(userId, row);
  }

  /** Null when no row is older than the event. With `upsert`, a row that is not older meets the unique index. */
  private async raise(
    userId: string,
    { type, groupKey, seq, title, text, data }: BellEvent,
    upsert: boolean,
  ): Promise<Notification | null> {
    const now = new Date();
    return this.rows.collection.findOneAndUpdate(
      { userId: toObjectId(userId), groupKey, isLive: true, lastSeq: { $lt: seq } },
      {
        $set: { type, title, text, data, lastSeq: seq, seenAt: null, readAt: null, updatedAt: now },
        $inc: { count: 1 },
        $setOnInsert: { _id: newObjectId(), createdAt: now },
      },
      { upsert, returnDocument: 'after' },
    ) as Promise<Notification | null>;
  }

  /** Reading a chat on any device clears its row. */
  async chatRead(userId: string, chatId: string, seq: number): Promise<void> {
    const now = new Date();
    const row = await this.rows
      .findOneAndUpdate(
        { userId: toObjectId(userId), groupKey: `chat:${chatId}`, isLive: true, readAt: null, lastSeq: { $lte: seq } },
        { $set: { readAt: now, seenAt: now, count: 0 } },
        { returnDocument: 'after' },
      )
      .lean<Notification>()
      .exec();
    if (row) this.announce(userId, row);
  }

  async markRead(actor: Actor, id: string): Promise<NotificationDto> {
    const now = new Date();
    const row = await this.rows
      .findOneAndUpdate(
        { _id: toObjectId(id), userId: toObjectId(actor.id) },
        { $set: { readAt: now, seenAt: now } },
        { returnDocument: 'after' },
      )
      .lean<Notification>()
      .exec();
    if (row) return this.announce(actor.id, row);
    const item = (await this.feed.of(actor.id)).find(({ broadcast }) => broadcast._id.toHexString() === id);
    if (!item) throw forbidden();
    await this.feed.markRead(actor.id, [item], now);
    return this.announceDto(actor.id, broadcastToNotificationDto({ ...item, readAt: now, seenAt: item.seenAt ?? now }));
  }

  async markAllRead(actor: Actor): Promise<NotificationCountsDto> {
    const now = new Date();
    await this.rows.updateMany(
      { userId: toObjectId(actor.id), isLive: true, readAt: null },
      { $set: { readAt: now, seenAt: now } },
    );
    const items = await this.feed.of(actor.id);
    await this.feed.markRead(
      actor.id,
      items.filter((item) => item.readAt === null),
      now,
    );
    return this.announceCounts(actor.id);
  }

  /** The panel was opened: the badge clears. */
  async markAllSeen(actor: Actor): Promise<NotificationCountsDto> {
    const now = new Date();
    await this.rows.updateMany({ userId: toObjectId(actor.id), isLive: true, seenAt: null }, { $set: { seenAt: now } });
    const items = await this.feed.of(actor.id);
    await this.feed.markSeen(
      actor.id,
      items.filter((item) => item.seenAt === null),
      now,
    );
    return this.announceCounts(actor.id);
  }

  private announce(userId: string, row: Notification): NotificationDto {
    return this.announceDto(userId, toNotificationDto(row));
  }

  private announceDto(userId: string, dto: NotificationDto): NotificationDto {
    this.broadcaster.toUsers([userId], 'notification', dto);
    this.announcer.soon(userId, async () => {
      await this.announceCounts(userId);
    });
    return dto;
  }

  /** One count of a person at a time, so that an older one cannot be told after a newer one. */
  private announceCounts(userId: string): Promise<NotificationCountsDto> {
    return this.counting.run(userId, async () => {
      const counts = await this.bell.counts(userId);
      this.broadcaster.toUsers([userId], 'notificationCounts', counts);
      return counts;
    });
  }
}
