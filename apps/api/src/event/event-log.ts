import type { MarketplaceEventDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AppError } from '../common/app-error';
import { KeyedQueue } from '../common/keyed-queue';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId } from '../common/object-id';
import { MarketplaceEvent } from './event.schema';

const MAX_ATTEMPTS = 20;

export type NewEvent = Pick<MarketplaceEvent, 'key' | 'type' | 'data' | 'occurredAt'>;

/**
 * The facts for the marketplace's server, in one order. The number of a row is given by its insert under a unique index, as
 * for messages: a counter could run ahead of its row, and a reader would go past it.
 */
@Injectable()
export class EventLog {
  private readonly queue = new KeyedQueue();
  private headSeq = 0;

  constructor(@InjectModel(MarketplaceEvent.name) private readonly events: Model<MarketplaceEvent>) {}

  /** Stored when this resolves; a key that is known already changes nothing. */
  record(event: NewEvent): Promise<void> {
    return this.queue.run('log', () => this.append(event));
  }

  /** Events above `after`, oldest first. */
  async after(after: number, limit: number): Promise<MarketplaceEventDto[]> {
    const rows = await this.events
      .find({ seq: { $gt: after } })
      .sort({ seq: 1 })
      .limit(limit)
      .lean<MarketplaceEvent[]>()
      .exec();
    return rows.map(({ seq, type, data, occurredAt }) => ({
      id: String(seq),
      type,
      occurredAt: occurredAt.toISOString(),
      data,
    }));
  }

  private async append(event: NewEvent): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const seq = this.headSeq + 1;
      try {
        await this.events.collection.insertOne({ _id: newObjectId(), seq, ...event });
        this.headSeq = seq;
        return;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      if (await this.events.exists({ key: event.key })) return;
      this.headSeq = await this.readHead();
    }
    throw new AppError('BUSY', 'The event log is busy. Try again soon.', { retryAfterMs: 1_000 });
  }

  /** Another process, or this one before its start, was ahead of what is known here. */
  private async readHead(): Promise<number> {
    const newest = await this.events.findOne({}, { seq: 1 }).sort({ seq: -1 }).lean<MarketplaceEvent>().exec();
    return newest?.seq ?? 0;
  }
}
