import type { BroadcastHistoryDto, BroadcastHourDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { ObjectId } from '../common/object-id';
import { BroadcastReceipt } from './broadcast.schema';

const ACTS = { seen: 'seenAt', read: 'readAt', clicked: 'clickedAt' } as const;
type Act = keyof typeof ACTS;
const NAMES = Object.keys(ACTS) as Act[];
const EVER = new Date(0);

/** What readers did, counted from their receipts. */
@Injectable()
export class BroadcastFigures {
  constructor(@InjectModel(BroadcastReceipt.name) private readonly receipts: Model<BroadcastReceipt>) {}

  async of(broadcastId: ObjectId): Promise<Record<Act, number>> {
    const counts = await Promise.all(
      NAMES.map((act) => this.receipts.countDocuments({ broadcastId, [ACTS[act]]: { $gt: EVER } }).exec()),
    );
    return Object.fromEntries(NAMES.map((act, index) => [act, counts[index] ?? 0])) as Record<Act, number>;
  }

  /** The hours in which something happened, by UTC's hours: zones with halves of an hour see them at :30. */
  async history(broadcastId: ObjectId): Promise<BroadcastHistoryDto> {
    const hours = new Map<number, BroadcastHourDto>();
    for (const act of NAMES) {
      for (const { at, count } of await this.byHour(broadcastId, act)) {
        const hour = hours.get(at.getTime()) ?? { at: at.toISOString(), seen: 0, read: 0, clicked: 0 };
        hours.set(at.getTime(), { ...hour, [act]: count });
      }
    }
    return { hours: [...hours.values()].sort((a, b) => a.at.localeCompare(b.at)) };
  }

  private byHour(broadcastId: ObjectId, act: Act): Promise<{ at: Date; count: number }[]> {
    const field = ACTS[act];
    return this.receipts.aggregate<{ at: Date; count: number }>([
      { $match: { broadcastId, [field]: { $gt: EVER } } },
      { $group: { _id: { $dateTrunc: { date: `$${field}`, unit: 'hour' } }, count: { $sum: 1 } } },
      { $project: { _id: 0, at: '$_id', count: 1 } },
    ]);
  }
}
