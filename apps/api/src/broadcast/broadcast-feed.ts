import { Injectable } from '@nestjs/common';
import { toObjectId } from '../common/object-id';
import type { User } from '../user/user.schema';
import { UserDirectory } from '../user/user-directory';
import type { Broadcast } from './broadcast.schema';
import { BroadcastReceipts, type Receipt, type Receipts } from './broadcast-receipts';
import { type LiveBroadcast, LiveBroadcasts } from './live-broadcasts';

export interface FeedItem extends Receipt {
  broadcast: LiveBroadcast['broadcast'];
  locale: Broadcast['defaultLocale'];
}

interface Readers {
  people: User[];
  /** By person, then by broadcast. */
  receipts: ReadonlyMap<string, Receipts>;
}

const NOBODY: Readers = { people: [], receipts: new Map() };

/** The broadcasts in one person's bell, worked out when asked (fan-out on read), and what that person did with them. */
@Injectable()
export class BroadcastFeed {
  constructor(
    private readonly receipts: BroadcastReceipts,
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
    const [people, receipts] = await Promise.all([
      this.directory.findAll(userIds.map(toObjectId)),
      this.receipts.of(userIds, live),
    ]);
    return { people, receipts };
  }

  private async write(userId: string, items: FeedItem[], change: (item: FeedItem) => Partial<Receipt>): Promise<void> {
    if (items.length === 0) return;
    const person = toObjectId(userId);
    await this.receipts.write(
      userId,
      items.map((item) => ({
        updateOne: {
          filter: { userId: person, broadcastId: item.broadcast._id },
          update: { $set: change(item) },
          upsert: true,
        },
      })),
    );
  }
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
