import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { toObjectId } from '../common/object-id';
import { UserService } from '../user/user.service';
import { isInAudience } from './audience';
import { Broadcast, BroadcastReceipt } from './broadcast.schema';

/** Live broadcasts looked at for one bell; older ones have left it. */
const LIVE_MAX = 500;

export interface FeedItem {
  broadcast: Broadcast & { publishAt: Date };
  locale: Broadcast['defaultLocale'];
  seenAt: Date | null;
  readAt: Date | null;
}

/** The broadcasts in one person's bell, worked out when asked (fan-out on read), and what that person did with them. */
@Injectable()
export class BroadcastFeed {
  constructor(
    @InjectModel(Broadcast.name) private readonly broadcasts: Model<Broadcast>,
    @InjectModel(BroadcastReceipt.name) private readonly receipts: Model<BroadcastReceipt>,
    private readonly users: UserService,
  ) {}

  /** Newest first. */
  async of(userId: string): Promise<FeedItem[]> {
    const person = await this.users.findById(userId);
    if (!person) return [];
    const now = new Date();
    const live = await this.broadcasts
      .find({ state: 'sent', publishAt: { $lte: now, $gte: person.createdAt } })
      .sort({ publishAt: -1 })
      .limit(LIVE_MAX)
      .lean<Broadcast[]>()
      .exec();
    const mine = live.filter(
      (broadcast) => (broadcast.expiresAt === null || broadcast.expiresAt > now) && isInAudience(broadcast, person),
    );
    if (mine.length === 0) return [];
    const receipts = await this.receipts
      .find({ userId: person._id, broadcastId: { $in: mine.map((broadcast) => broadcast._id) } })
      .lean<BroadcastReceipt[]>()
      .exec();
    const byId = new Map(receipts.map((receipt) => [receipt.broadcastId.toHexString(), receipt]));
    return mine.map((broadcast) => {
      const receipt = byId.get(broadcast._id.toHexString());
      return {
        broadcast: broadcast as FeedItem['broadcast'],
        locale: broadcast.variants[person.locale] ? person.locale : broadcast.defaultLocale,
        seenAt: receipt?.seenAt ?? null,
        readAt: receipt?.readAt ?? null,
      };
    });
  }

  async markSeen(userId: string, items: FeedItem[], at: Date): Promise<void> {
    await this.record(userId, items, { seenAt: at });
  }

  async markRead(userId: string, items: FeedItem[], at: Date): Promise<void> {
    await this.record(userId, items, { seenAt: at, readAt: at });
  }

  /** The first time counts: what was seen before keeps its time. */
  private async record(userId: string, items: FeedItem[], dates: { seenAt: Date; readAt?: Date }): Promise<void> {
    if (items.length === 0) return;
    const person = toObjectId(userId);
    await this.receipts.collection.bulkWrite(
      items.map(({ broadcast, seenAt }) => ({
        updateOne: {
          filter: { userId: person, broadcastId: broadcast._id },
          update: { $set: { ...dates, seenAt: seenAt ?? dates.seenAt } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }
}
