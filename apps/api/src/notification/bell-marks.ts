import type { NotificationCountsDto, NotificationDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import type { Actor } from '../auth/actor';
import { BroadcastFeed, type FeedItem } from '../broadcast/broadcast-feed';
import { AppError, forbidden } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { toObjectId } from '../common/object-id';
import { JobService } from '../job/job.service';
import { toBellBroadcast } from './awake';
import { Bell } from './bell';
import { BellAnnouncer } from './bell-announcer';
import { broadcastToNotificationDto } from './notification.presenter';
import { Notification } from './notification.schema';

/** The job that ends a snooze. */
export const WAKE = 'notification.wake';

const SNOOZE_MAX_MS = 30 * 24 * 60 * 60_000;

/** How one act shows on a personal row, and on a broadcast. */
interface Act {
  row: UpdateQuery<Notification>;
  broadcast: (item: FeedItem) => Promise<void>;
}

/** What people do with their bells: seen, read, archived, snoozed. Each act is told to every device of theirs. */
@Injectable()
export class BellMarks {
  constructor(
    @InjectModel(Notification.name) private readonly rows: Model<Notification>,
    private readonly bell: Bell,
    private readonly feed: BroadcastFeed,
    private readonly announcer: BellAnnouncer,
    private readonly jobs: JobService,
  ) {}

  markRead(actor: Actor, id: string): Promise<NotificationDto> {
    const now = new Date();
    return this.act(actor, id, {
      row: { $set: { readAt: now, seenAt: now } },
      broadcast: (item) => this.feed.markRead(actor.id, [item], now),
    });
  }

  /** Out of the bell; a new event of the group makes a new row. */
  archive(actor: Actor, id: string): Promise<NotificationDto> {
    const now = new Date();
    return this.act(actor, id, {
      row: { $set: { isLive: false, archivedAt: now, snoozedUntil: null } },
      broadcast: (item) => this.feed.setArchived(actor.id, [item], now),
    });
  }

  /** Throws CONFLICT when a newer row stands for the same group: that one has the news. */
  async unarchive(actor: Actor, id: string): Promise<NotificationDto> {
    try {
      return await this.act(actor, id, {
        row: { $set: { isLive: true, archivedAt: null } },
        broadcast: (item) => this.feed.setArchived(actor.id, [item], null),
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw new AppError('CONFLICT', 'A newer notification has taken its place.');
    }
  }

  /** Out of the bell until then; it comes back as new. */
  async snooze(actor: Actor, id: string, until: Date): Promise<NotificationDto> {
    const wait = until.getTime() - Date.now();
    if (wait <= 0 || wait > SNOOZE_MAX_MS) {
      throw new AppError('VALIDATION', 'The time is not in the next 30 days.', {
        fields: { until: 'is out of range' },
      });
    }
    // The job comes first: one that finds nothing to wake does nothing, a row that nobody wakes would be lost.
    await this.jobs.schedule({
      kind: WAKE,
      key: `${actor.id}:${id}:${until.getTime()}`,
      runAt: until,
      data: { userId: actor.id, id, until: until.toISOString() },
    });
    return this.act(actor, id, {
      row: { $set: { snoozedUntil: until } },
      broadcast: (item) => this.feed.setSnoozed(actor.id, [item], until),
    });
  }

  unsnooze(actor: Actor, id: string): Promise<NotificationDto> {
    return this.act(actor, id, {
      row: { $set: { snoozedUntil: null } },
      broadcast: (item) => this.feed.setSnoozed(actor.id, [item], null),
    });
  }

  /** The snooze is over. Nothing is done when the person or a new event has ended it before. */
  async wake(userId: string, id: string, until: Date): Promise<void> {
    const row = await this.rows
      .findOneAndUpdate(
        { _id: toObjectId(id), userId: toObjectId(userId), isLive: true, snoozedUntil: until },
        { $set: { snoozedUntil: null, seenAt: null, readAt: null, updatedAt: new Date() } },
        { returnDocument: 'after' },
      )
      .lean<Notification>()
      .exec();
    if (row) return this.announcer.soon(userId, row.groupKey);
    const broadcast = await this.broadcastRow(userId, id);
    if (broadcast) this.announcer.row(userId, broadcast);
  }

  async markAllRead(actor: Actor): Promise<NotificationCountsDto> {
    const now = new Date();
    await this.rows.updateMany({ ...inBellOf(actor), readAt: null }, { $set: { readAt: now, seenAt: now } });
    const items = await this.broadcastsInBell(actor.id);
    await this.feed.markRead(
      actor.id,
      items.filter((item) => item.readAt === null),
      now,
    );
    return this.announcer.counts(actor.id);
  }

  /** The panel was opened: the badge clears. */
  async markAllSeen(actor: Actor): Promise<NotificationCountsDto> {
    const now = new Date();
    await this.rows.updateMany({ ...inBellOf(actor), seenAt: null }, { $set: { seenAt: now } });
    const items = await this.broadcastsInBell(actor.id);
    await this.feed.markSeen(
      actor.id,
      items.filter((item) => item.seenAt === null),
      now,
    );
    return this.announcer.counts(actor.id);
  }

  private async act(actor: Actor, id: string, { row: change, broadcast }: Act): Promise<NotificationDto> {
    const row = await this.rows
      .findOneAndUpdate({ _id: toObjectId(id), userId: toObjectId(actor.id) }, change, { returnDocument: 'after' })
      .lean<Notification>()
      .exec();
    const [dto] = row ? await this.bell.present([row]) : [];
    if (dto) return this.announcer.row(actor.id, dto);
    const found = await this.feed.find(actor.id, id);
    if (!found) throw forbidden();
    await broadcast(toBellBroadcast(found, new Date()).item);
    const changed = await this.broadcastRow(actor.id, id);
    if (!changed) throw forbidden();
    return this.announcer.row(actor.id, changed);
  }

  private async broadcastRow(userId: string, id: string): Promise<NotificationDto | undefined> {
    const found = await this.feed.find(userId, id);
    return found && broadcastToNotificationDto(toBellBroadcast(found, new Date()));
  }

  private async broadcastsInBell(userId: string): Promise<FeedItem[]> {
    const now = new Date();
    const all = (await this.feed.of(userId)).map((item) => toBellBroadcast(item, now));
    return all.filter(({ isArchived, isSnoozed }) => !isArchived && !isSnoozed).map(({ item }) => item);
  }
}

function inBellOf(actor: Actor) {
  return { userId: toObjectId(actor.id), isLive: true, snoozedUntil: null };
}
