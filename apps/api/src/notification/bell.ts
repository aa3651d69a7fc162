import type { NotificationDto, NotificationFilter, Page } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { BroadcastFeed } from '../broadcast/broadcast-feed';
import { Cursors } from '../common/cursor';
import { belowPosition, type Position } from '../common/keyset';
import { toObjectId } from '../common/object-id';
import { UserService } from '../user/user.service';
import { type BellBroadcast, isInBell, toBellBroadcast } from './awake';
import type { NotificationListQueryDto } from './notification.dto';
import { broadcastToNotificationDto, toNotificationDto } from './notification.presenter';
import { IN_BELL, Notification } from './notification.schema';

const CURSOR = 'notifications';

/** Which personal rows and which broadcasts each view shows. */
const VIEWS: Record<
  NotificationFilter,
  { rows: QueryFilter<Notification>; shows: (broadcast: BellBroadcast) => boolean }
> = {
  all: { rows: IN_BELL, shows: isInBell },
  unread: {
    rows: { ...IN_BELL, readAt: null },
    shows: (broadcast) => isInBell(broadcast) && broadcast.item.readAt === null,
  },
  snoozed: {
    rows: { isLive: true, snoozedUntil: { $ne: null } },
    shows: ({ isArchived, isSnoozed }) => isSnoozed && !isArchived,
  },
  archived: { rows: { isLive: false }, shows: ({ isArchived }) => isArchived },
};

/** Reading the bell: personal rows and matching broadcasts as one list, with one cursor. */
@Injectable()
export class Bell {
  constructor(
    @InjectModel(Notification.name) private readonly rows: Model<Notification>,
    private readonly feed: BroadcastFeed,
    private readonly users: UserService,
    private readonly cursors: Cursors,
  ) {}

  async page(userId: string, query: NotificationListQueryDto): Promise<Page<NotificationDto>> {
    const { cursor, limit } = query;
    const start = cursor ? this.cursors.read(CURSOR, userId, cursor) : null;
    const [personal, broadcasts] = await Promise.all([
      this.personal(userId, query, start),
      this.broadcastsOf(userId, query),
    ]);
    const below = broadcasts.map(broadcastToNotificationDto).filter((dto) => isAfter(start, dto));
    const merged = [...personal, ...below].sort(newestFirst);
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

  /** The row of a group, archived or not; the newest, when there were several. */
  async newestOf(userId: string, groupKey: string): Promise<NotificationDto | null> {
    const rows = await this.rows
      .find({ userId: toObjectId(userId), groupKey })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(1)
      .lean<Notification[]>()
      .exec();
    return (await this.present(rows))[0] ?? null;
  }

  private async personal(
    userId: string,
    { filter, type, limit }: NotificationListQueryDto,
    start: Position | null,
  ): Promise<NotificationDto[]> {
    if (type === 'broadcast') return [];
    const view = { userId: toObjectId(userId), ...VIEWS[filter].rows, ...(type && { type }) };
    const found = await this.rows
      .find({ ...view, ...belowPosition('updatedAt', start) })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<Notification[]>()
      .exec();
    return this.present(found);
  }

  private async broadcastsOf(userId: string, { filter, type }: NotificationListQueryDto): Promise<BellBroadcast[]> {
    if (type !== undefined && type !== 'broadcast') return [];
    const now = new Date();
    return (await this.feed.of(userId)).map((item) => toBellBroadcast(item, now)).filter(VIEWS[filter].shows);
  }
}

function newestFirst(a: NotificationDto, b: NotificationDto): number {
  return b.updatedAt.localeCompare(a.updatedAt) || b.id.localeCompare(a.id);
}

function isAfter(start: Position | null, { updatedAt, id }: NotificationDto): boolean {
  if (!start) return true;
  const at = Date.parse(updatedAt);
  return at < Number(start[0]) || (at === Number(start[0]) && id < String(start[1]));
}
