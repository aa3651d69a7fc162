import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { UserService } from '../user/user.service';
import { Broadcast, BroadcastReceipt } from './broadcast.schema';
import { type LiveBroadcast, LiveBroadcasts } from './live-broadcasts';

type Receipt = Pick<BroadcastReceipt, 'seenAt' | 'readAt' | 'clickedAt' | 'archivedAt' | 'snoozedUntil'>;

export interface FeedItem extends Receipt {
  broadcast: LiveBroadcast['broadcast'];
  locale: Broadcast['defaultLocale'];
}

const NOTHING_DONE: Receipt = { seenAt: null, readAt: null, clickedAt: null, archivedAt: null, snoozedUntil: null };

/** The broadcasts in one person's bell, worked out when asked (fan-out on read), and what that person did with them. */
@Injectable()
export class BroadcastFeed {
  constructor(
    @InjectModel(BroadcastReceipt.name) private readonly receipts: Model<BroadcastReceipt>,
    private readonly live: LiveBroadcasts,
    private readonly users: UserService,
  ) {}

  /** Newest first; archived and snoozed ones too. */
  async of(userId: string): Promise<FeedItem[]> {
    const [person, live] = await Promise.all([this.users.findById(userId), this.live.list()]);
    if (!person) return [];
    const now = new Date();
    const mine = live
      .filter(({ broadcast: { expiresAt, publishedAt }, isFor }) => {
        return (expiresAt === null || expiresAt > now) && person.createdAt <= publishedAt && isFor(person);
      })
      .map(({ broadcast }) => broadcast);
    if (mine.length === 0) return [];
    // One stretch of an index instead of a look for each.
    const ids = mine.map(({ _id }) => _id.toHexString()).sort();
    const receipts = await this.receipts
      .find({
        userId: person._id,
        broadcastId: { $gte: toObjectId(ids[0] as string), $lte: toObjectId(ids.at(-1) as string) },
      })
      .lean<BroadcastReceipt[]>()
      .exec();
    const byId = new Map(receipts.map((receipt) => [receipt.broadcastId.toHexString(), receipt]));
    return mine.map((broadcast) => ({
      ...NOTHING_DONE,
      ...pick(byId.get(broadcast._id.toHexString())),
      broadcast,
      locale: broadcast.variants[person.locale] ? person.locale : broadcast.defaultLocale,
    }));
  }

  /** One of a person's broadcasts; undefined when it is not in their bell. */
  async find(userId: string, broadcastId: string): Promise<FeedItem | undefined> {
    return (await this.of(userId)).find(({ broadcast }) => broadcast._id.toHexString() === broadcastId);
  }

  markSeen(userId: string, items: FeedItem[], at: Date): Promise<void> {
    return this.record(userId, items, { seenAt: at });
  }

  markRead(userId: string, items: FeedItem[], at: Date): Promise<void> {
    return this.record(userId, items, { seenAt: at, readAt: at });
  }

  /** The link was followed. Reading is told to the reader's other tabs, so it is the bell that marks it. */
  markClicked(userId: string, items: FeedItem[], at: Date): Promise<void> {
    return this.record(userId, items, { clickedAt: at });
  }

  /** Null takes it out of the archive again. */
  setArchived(userId: string, items: FeedItem[], archivedAt: Date | null): Promise<void> {
    return this.write(userId, items, () => ({ archivedAt }));
  }

  setSnoozed(userId: string, items: FeedItem[], snoozedUntil: Date | null): Promise<void> {
    return this.write(userId, items, () => ({ snoozedUntil }));
  }

  /** The first time counts: what was seen before keeps its time. */
  private record(userId: string, items: FeedItem[], dates: Partial<Receipt>): Promise<void> {
    return this.write(userId, items, (item) => {
      const kept = Object.entries(dates).map(([name, at]) => [name, item[name as keyof Receipt] ?? at]);
      return Object.fromEntries(kept);
    });
  }

  private async write(userId: string, items: FeedItem[], change: (item: FeedItem) => Partial<Receipt>): Promise<void> {
    if (items.length === 0) return;
    const person = toObjectId(userId);
    await this.receipts.collection.bulkWrite(
      items.map((item) => ({
        updateOne: {
          filter: { userId: person, broadcastId: item.broadcast._id },
          update: { $set: change(item) },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }
}

/** Rows of before a field was added lack it. */
function pick(receipt: BroadcastReceipt | undefined): Partial<Receipt> {
  if (!receipt) return {};
  const { seenAt, readAt, clickedAt = null, archivedAt = null, snoozedUntil = null } = receipt;
  return { seenAt: seenAt ?? null, readAt: readAt ?? null, clickedAt, archivedAt, snoozedUntil };
}
