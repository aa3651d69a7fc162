import type { NotificationCountsDto, NotificationDto, Page } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { BroadcastFeed } from '../broadcast/broadcast-feed';
import { Cursors } from '../common/cursor';
import { belowPosition } from '../common/keyset';
import { toObjectId } from '../common/object-id';
import { UserService } from '../user/user.service';
import type { NotificationListQueryDto } from './notification.dto';
import { broadcastToNotificationDto, toNotificationDto } from './notification.presenter';
import { Notification } from './notification.schema';

const CURSOR = 'notifications';

/** Reading the bell: personal rows and matching broadcasts as one list, with one cursor and one count. */
@Injectable()
export class Bell {
  constructor(
    @InjectModel(Notification.name) private readonly rows: Model<Notification>,
    private readonly feed: BroadcastFeed,
    private readonly users: UserService,
    private readonly cursors: Cursors,
  ) {}

  async page(userId: string, { filter, cursor, limit }: NotificationListQueryDto): Promise<Page<NotificationDto>> {
    const start = cursor ? this.cursors.read(CURSOR, userId, cursor) : null;
    const isUnreadOnly = filter === 'unread';
    const [personal, feed] = await Promise.all([
      this.rows
        .find({
          userId: toObjectId(userId),
          isLive: true,
          ...(isUnreadOnly && { readAt: null }),
          ...belowPosition('updatedAt', start),
        })
        .sort({ updatedAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<Notification[]>()
        .exec(),
      this.feed.of(userId),
    ]);
    const broadcasts = feed
      .filter((item) => !isUnreadOnly || item.readAt === null)
      .map(broadcastToNotificationDto)
      .filter((dto) => isAfter(start, dto));
    const merged = [...(await this.present(personal)), ...broadcasts].sort(newestFirst);
    const items = merged.slice(0, limit);
    const last = items.at(-1);
    const hasMore = merged.length > limit && last !== undefined;
    return {
      items,
      nextCursor: hasMore ? this.cursors.write(CURSOR, userId, [Date.parse(last.updatedAt), last.id]) : null,
    };
  }

  /** Rows with the names of today's. */
  async present(rows: Notification[]): Promise<NotificationDto[]> {
    const senders = rows.flatMap(({ senderId }) => (senderId ? [senderId.toHexString()] : []));
    const users = await this.users.summariesOf(senders);
    return rows.map((row) => toNotificationDto(row, users));
  }

  /** The live rows of some groups of some people, as they are now. */
  async rowsOf(groups: ReadonlyMap<string, ReadonlySet<string>>): Promise<{ userId: string; dto: NotificationDto }[]> {
    const keys = new Set([...groups.values()].flatMap((keysOfOne) => [...keysOfOne]));
    const rows = await this.rows
      .find({ userId: { $in: [...groups.keys()].map(toObjectId) }, groupKey: { $in: [...keys] }, isLive: true })
      .lean<Notification[]>()
      .exec();
    const wanted = rows.filter(({ userId, groupKey }) => groups.get(userId.toHexString())?.has(groupKey));
    const dtos = await this.present(wanted);
    return dtos.map((dto, index) => ({ userId: (wanted[index] as Notification).userId.toHexString(), dto }));
  }

  async counts(userId: string): Promise<NotificationCountsDto> {
    const mine = { userId: toObjectId(userId), isLive: true };
    const [unseen, unread, feed] = await Promise.all([
      this.rows.countDocuments({ ...mine, seenAt: null }),
      this.rows.countDocuments({ ...mine, readAt: null }),
      this.feed.of(userId),
    ]);
    return {
      unseen: unseen + feed.filter((item) => item.seenAt === null).length,
      unread: unread + feed.filter((item) => item.readAt === null).length,
    };
  }
}

function newestFirst(a: NotificationDto, b: NotificationDto): number {
  return b.updatedAt.localeCompare(a.updatedAt) || b.id.localeCompare(a.id);
}

function isAfter(start: (number | string)[] | null, { updatedAt, id }: NotificationDto): boolean {
  if (!start) return true;
  const at = Date.parse(updatedAt);
  return at < Number(start[0]) || (at === Number(start[0]) && id < String(start[1]));
}
