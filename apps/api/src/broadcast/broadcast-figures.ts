import type { BroadcastHistoryDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Document } from 'mongodb';
import type { Model } from 'mongoose';
import { errorsOfItems, isDuplicateKey } from '../common/mongo-error';
import type { ObjectId } from '../common/object-id';
import { type Broadcast, BroadcastHour, BroadcastReceipt } from './broadcast.schema';

const ACTS = { seen: 'seenAt', read: 'readAt', clicked: 'clickedAt' } as const;
type Act = keyof typeof ACTS;
const NAMES = Object.keys(ACTS) as Act[];
const NOTHING = { seen: 0, read: 0, clicked: 0 };

type Published = Pick<Broadcast, '_id' | 'publishedAt'>;
type Hour = Pick<BroadcastHour, 'at' | Act>;

const HOUR_MS = 3_600_000;
/** An hour is over for good after this: nobody's act takes as long from its time to its row. */
const LATE_MS = 600_000;
/** Hours counted with one command. */
const STRETCH = 24;

/**
 * What readers did, counted from their receipts by UTC's hours: zones with halves of an hour see them at :30. An hour that is over
 * is counted once and kept, so that a look costs what came since the last one, however many have seen the broadcast.
 */
@Injectable()
export class BroadcastFigures {
  constructor(
    @InjectModel(BroadcastReceipt.name) private readonly receipts: Model<BroadcastReceipt>,
    @InjectModel(BroadcastHour.name) private readonly hours: Model<BroadcastHour>,
  ) {}

  async of(broadcast: Published): Promise<Record<Act, number>> {
    const total = { ...NOTHING };
    for (const hour of await this.hoursOf(broadcast)) for (const act of NAMES) total[act] += hour[act];
    return total;
  }

  /** The hours in which something happened. */
  async history(broadcast: Published): Promise<BroadcastHistoryDto> {
    const hours = await this.hoursOf(broadcast);
    return { hours: hours.map(({ at, seen, read, clicked }) => ({ at: at.toISOString(), seen, read, clicked })) };
  }

  private async hoursOf({ _id, publishedAt }: Published): Promise<Hour[]> {
    if (!publishedAt) return [];
    const kept = await this.hours.find({ broadcastId: _id }).sort({ at: 1 }).lean<BroadcastHour[]>().exec();
    const last = kept.at(-1);
    const fresh = await this.count(_id, last ? last.at.getTime() + HOUR_MS : hourOf(publishedAt.getTime()));
    await this.keep(_id, fresh);
    return [...kept, ...fresh];
  }

  /** What happened since, stretch after stretch; times in which nothing did are passed over with one look. */
  private async count(broadcastId: ObjectId, since: number): Promise<Hour[]> {
    const found: Hour[] = [];
    const now = Date.now();
    for (let from = since; ; ) {
      const next = Math.min(...(await Promise.all(NAMES.map((act) => this.firstOf(broadcastId, act, from)))));
      if (next === Number.POSITIVE_INFINITY) return found;
      const starts: number[] = [];
      for (from = hourOf(next); starts.length === 0 || (starts.length < STRETCH && from <= now); from += HOUR_MS) {
        starts.push(from);
      }
      found.push(...(await this.countHours(broadcastId, starts)));
    }
  }

  /** The time of the first act of a kind since then; infinite when there is none. */
  private async firstOf(broadcastId: ObjectId, act: Act, since: number): Promise<number> {
    const field = ACTS[act];
    const row = await this.receipts
      .findOne({ broadcastId, [field]: { $gte: new Date(since) } }, { [field]: 1 })
      .sort({ [field]: 1 })
      .lean<BroadcastReceipt>()
      .exec();
    return row?.[field]?.getTime() ?? Number.POSITIVE_INFINITY;
  }

  /** One plain count for each number, which the database answers from an index alone; a `$group` by hour would read every receipt. */
  private async countHours(broadcastId: ObjectId, starts: number[]): Promise<Hour[]> {
    const { collection } = this.receipts;
    const counts = starts.flatMap((start, index) =>
      NAMES.map((act, at) => ({
        $unionWith: {
          coll: collection.collectionName,
          pipeline: [
            { $match: { broadcastId, [ACTS[act]]: { $gte: new Date(start), $lt: new Date(start + HOUR_MS) } } },
            { $group: { _id: index * NAMES.length + at, n: { $sum: 1 } } },
          ],
        },
      })),
    );
    const nothing: Document = { $match: { _id: null } };
    const found = await collection.aggregate<{ _id: number; n: number }>([nothing, ...counts]).toArray();
    const byPlace = new Map(found.map(({ _id, n }) => [_id, n]));
    const hours = starts.map((start, index) => {
      const [seen = 0, read = 0, clicked = 0] = NAMES.map((_, at) => byPlace.get(index * NAMES.length + at) ?? 0);
      return { at: new Date(start), seen, read, clicked };
    });
    return hours.filter(({ seen, read, clicked }) => seen + read + clicked > 0);
  }

  private async keep(broadcastId: ObjectId, fresh: Hour[]): Promise<void> {
    const over = fresh.filter(({ at }) => at.getTime() + HOUR_MS + LATE_MS < Date.now());
    if (over.length === 0) return;
    try {
      await this.hours.insertMany(
        over.map((hour) => ({ ...hour, broadcastId })),
        { ordered: false },
      );
    } catch (failure) {
      // Somebody else looked at the same time, and counted the same.
      if (errorsOfItems(failure, over.length).some((error) => error && !isDuplicateKey(error))) throw failure;
    }
  }
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}
