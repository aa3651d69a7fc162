import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { type ObjectId, toObjectId } from '../common/object-id';
import type { User } from '../user/user.schema';
import { UserDirectory } from '../user/user-directory';
import { Broadcast, BroadcastReceipt } from './broadcast.schema';
import { type LiveBroadcast, LiveBroadcasts } from './live-broadcasts';

/** Rows of one answer; by default a second one would be asked for after 101. */
const AT_ONCE = 1_000;

type Receipt = Pick<BroadcastReceipt, 'seenAt' | 'readAt' | 'clickedAt' | 'archivedAt' | 'snoozedUntil'>;

export interface FeedItem extends Receipt {
  broadcast: LiveBroadcast['broadcast'];
  locale: Broadcast['defaultLocale'];
}

interface Readers {
  people: User[];
  /** By person, then by broadcast. */
  receipts: ReadonlyMap<string, ReadonlyMap<string, Receipt>>;
}

const NOBODY: Readers = { people: [], receipts: new Map() };

/** The broadcasts in one person's bell, worked out when asked (fan-out on read), and what that person did with them. */
@Injectable()
export class BroadcastFeed {
  constructor(
    @InjectModel(BroadcastReceipt.name) private readonly receipts: Model<BroadcastReceipt>,
    private readonly live: LiveBroadcasts,
    private readonly directory: UserDirectory,
  ) {}

  /** Newest first; archived and snoozed ones too. */
  async of(userId: string): Promise<FeedItem[]> {
    return (await this.ofAll([userId])).get(userId) ?? [];
  }

  /** The same for many people at once; whoever is not in the answer has none. */
  async ofAll(userIds: string[]): Promise<ReadonlyMap<string, FeedItem[]>> {
    const known = this.live.known;
    // Asked for beside the rest: nearly always nothing has come or gone since this process looked last.
    const [live, early] = await Promise.all([this.live.list(), this.readersOf(userIds, known)]);
    const { people, receipts } = live === known ? early : await this.readersOf(userIds, live);
    const now = new Date();
    return new Map(
      people.map((person) => {
        const userId = person._id.toHexString();
        const mine = receipts.get(userId);
        const items = live
          .filter(({ broadcast: { expiresAt, publishedAt }, isFor }) => {
            return (expiresAt === null || expiresAt > now) && person.createdAt <= publishedAt && isFor(person);
          })
          .map(({ id, broadcast }) => toItem(broadcast, person.locale, mine?.get(id)));
        return [userId, items];
      }),
    );
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

  /** Who they are, and what they did with any of these. */
  private async readersOf(userIds: string[], live: LiveBroadcast[]): Promise<Readers> {
    if (live.length === 0) return NOBODY;
    const ids = userIds.map(toObjectId);
    const [people, receipts] = await Promise.all([this.directory.findAll(ids), this.receiptsOf(ids, live)]);
    return { people, receipts };
  }

  /** One stretch of an index per person instead of a look for each broadcast. */
  private async receiptsOf(userIds: ObjectId[], live: LiveBroadcast[]): Promise<Readers['receipts']> {
    const { first, last } = endsOf(live);
    const [only, isOne] = [userIds[0] as ObjectId, userIds.length === 1];
    // Every field that is not read is one that is not made, hundreds of times.
    const found = await this.receipts.collection
      .find<Omit<BroadcastReceipt, 'userId'> & { userId?: ObjectId }>(
        { userId: isOne ? only : { $in: userIds }, broadcastId: { $gte: first, $lte: last } },
        { projection: isOne ? { _id: 0, userId: 0 } : { _id: 0 }, batchSize: AT_ONCE },
      )
      .toArray();
    const byPerson = new Map<string, Map<string, Receipt>>();
    for (const receipt of found) {
      const person = (receipt.userId ?? only).toHexString();
      const own = byPerson.get(person) ?? new Map<string, Receipt>();
      byPerson.set(person, own.set(receipt.broadcastId.toHexString(), receipt));
    }
    return byPerson;
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

function endsOf(live: LiveBroadcast[]): { first: ObjectId; last: ObjectId } {
  let [first, last] = [live[0] as LiveBroadcast, live[0] as LiveBroadcast];
  for (const item of live) {
    if (item.id < first.id) first = item;
    if (item.id > last.id) last = item;
  }
  return { first: first.broadcast._id, last: last.broadcast._id };
}

/** Field by field: this is made for every broadcast whenever somebody's bell is counted. Rows of before a field was added lack it. */
function toItem(broadcast: FeedItem['broadcast'], locale: FeedItem['locale'], receipt: Receipt | undefined): FeedItem {
  return {
    broadcast,
    locale: broadcast.variants[locale] ? locale : broadcast.defaultLocale,
    seenAt: receipt?.seenAt ?? null,
    readAt: receipt?.readAt ?? null,
    clickedAt: receipt?.clickedAt ?? null,
    archivedAt: receipt?.archivedAt ?? null,
    snoozedUntil: receipt?.snoozedUntil ?? null,
  };
}
