import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { AnyBulkWriteOperation } from 'mongodb';
import type { Model } from 'mongoose';
import { Cluster } from '../cluster/cluster';
import { type ObjectId, toObjectId } from '../common/object-id';
import { BroadcastReceipt } from './broadcast.schema';
import type { LiveBroadcast } from './live-broadcasts';

/** Rows of one answer; by default a second one would be asked for after 101. */
const AT_ONCE = 1_000;
/** People whose receipts are kept in memory: those of somebody who opens everything are some 50 kB. */
const KEPT_PEOPLE = 500;

export type Receipt = Pick<BroadcastReceipt, 'seenAt' | 'readAt' | 'clickedAt' | 'archivedAt' | 'snoozedUntil'>;

/** By broadcast. */
export type Receipts = ReadonlyMap<string, Receipt>;

interface Copy {
  /** The list that it was read for. */
  live: LiveBroadcast[];
  receipts: Promise<Receipts>;
}

/**
 * What people did with broadcasts. Whoever has looked at hundreds is asked about at every message, so a process that is alone, and so
 * the only one that writes them, keeps copies. A copy is dropped after each write: one that was begun before it goes with it.
 */
@Injectable()
export class BroadcastReceipts {
  private readonly copies = new LRUCache<string, Copy>({ max: KEPT_PEOPLE });

  constructor(
    @InjectModel(BroadcastReceipt.name) private readonly rows: Model<BroadcastReceipt>,
    private readonly cluster: Cluster,
  ) {}

  /** By person; of these broadcasts at least. */
  async of(userIds: string[], live: LiveBroadcast[]): Promise<ReadonlyMap<string, Receipts>> {
    if (!this.cluster.isAlone) return this.read(userIds, live);
    const unknown = userIds.filter((id) => !this.copyOf(id, live));
    const found = unknown.length > 0 ? this.read(unknown, live) : Promise.resolve(NOBODYS);
    const all = userIds.map(async (id) => {
      return [id, await (this.copyOf(id, live) ?? this.keep(id, live, found))] as const;
    });
    return new Map(await Promise.all(all));
  }

  async write(userId: string, operations: AnyBulkWriteOperation[]): Promise<void> {
    try {
      await this.rows.collection.bulkWrite(operations, { ordered: false });
    } finally {
      this.copies.delete(userId);
    }
  }

  private copyOf(userId: string, live: LiveBroadcast[]): Promise<Receipts> | undefined {
    const copy = this.copies.get(userId);
    return copy?.live === live ? copy.receipts : undefined;
  }

  private keep(
    userId: string,
    live: LiveBroadcast[],
    found: Promise<ReadonlyMap<string, Receipts>>,
  ): Promise<Receipts> {
    const receipts = found.then((all) => all.get(userId) ?? NONE);
    const copy = { live, receipts };
    this.copies.set(userId, copy);
    receipts.catch(() => {
      if (this.copies.peek(userId) === copy) this.copies.delete(userId);
    });
    return receipts;
  }

  /** One stretch of an index per person instead of a look for each broadcast. */
  private async read(userIds: string[], live: LiveBroadcast[]): Promise<ReadonlyMap<string, Receipts>> {
    const { first, last } = endsOf(live);
    const ids = userIds.map(toObjectId);
    const [only, isOne] = [ids[0] as ObjectId, ids.length === 1];
    // Every field that is not read is one that is not made, hundreds of times.
    const found = await this.rows.collection
      .find<Omit<BroadcastReceipt, 'userId'> & { userId?: ObjectId }>(
        { userId: isOne ? only : { $in: ids }, broadcastId: { $gte: first, $lte: last } },
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
}

const NONE: Receipts = new Map();
const NOBODYS: ReadonlyMap<string, Receipts> = new Map();

function endsOf(live: LiveBroadcast[]): { first: ObjectId; last: ObjectId } {
  let [first, last] = [live[0] as LiveBroadcast, live[0] as LiveBroadcast];
  for (const item of live) {
    if (item.id < first.id) first = item;
    if (item.id > last.id) last = item;
  }
  return { first: first.broadcast._id, last: last.broadcast._id };
}
