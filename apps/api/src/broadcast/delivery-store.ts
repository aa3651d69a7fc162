import type { BroadcastChannel, BroadcastDeliveryDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId, type ObjectId } from '../common/object-id';
import type { Broadcast } from './broadcast.schema';
import type { ChannelOutcome } from './channel-sender';
import { BroadcastDelivery, BroadcastSend } from './delivery.schema';

export interface SendEnd {
  send: BroadcastSend;
  outcome: ChannelOutcome;
}

/** The rows behind e-mail and push: one checkpoint per channel, and one row per person and channel. */
@Injectable()
export class DeliveryStore {
  constructor(
    @InjectModel(BroadcastDelivery.name) private readonly deliveries: Model<BroadcastDelivery>,
    @InjectModel(BroadcastSend.name) private readonly sends: Model<BroadcastSend>,
  ) {}

  /** The checkpoint of a channel, made when it is not there. */
  async open(broadcastId: ObjectId, channel: BroadcastChannel): Promise<BroadcastDelivery> {
    const fresh = { after: null, isDone: false, isFailing: false, sent: 0, skipped: 0, failed: 0, repeated: 0 };
    const delivery = await this.deliveries
      .findOneAndUpdate({ broadcastId, channel }, { $setOnInsert: fresh }, { upsert: true, returnDocument: 'after' })
      .lean<BroadcastDelivery>()
      .exec();
    return delivery as BroadcastDelivery;
  }

  /** The batch that was begun after a checkpoint; empty when none was. */
  batchOf({ broadcastId, channel, after }: BroadcastDelivery, size: number): Promise<BroadcastSend[]> {
    return this.sends
      .find({ broadcastId, channel, ...(after && { userId: { $gt: after } }) })
      .sort({ userId: 1 })
      .limit(size)
      .lean<BroadcastSend[]>()
      .exec();
  }

  /** Claims people for a channel, in their order: a claim that was cut off is a batch without a hole. Who was claimed stays. */
  async claim({ broadcastId, channel }: BroadcastDelivery, userIds: ObjectId[]): Promise<void> {
    const at = new Date();
    const rows = userIds.map((userId) => ({
      ...{ _id: newObjectId(), broadcastId, channel, userId, state: 'queued' as const },
      ...{ isRepeat: false, reason: null, at },
    }));
    try {
      await this.sends.collection.insertMany(rows, { ordered: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /**
   * Says what became of one send and that the next begins, in one command: so whoever steps has at most one under way. Answers the
   * next as it was begun; null when somebody else has begun it meanwhile.
   */
  async step(done: SendEnd | null, next: BroadcastSend | null): Promise<BroadcastSend | null> {
    const at = new Date();
    const begun = next && { ...next, state: 'sending' as const, isRepeat: isRepeat(next), at };
    const writes = [
      ...(done ? [{ filter: { _id: done.send._id }, change: { ...endOf(done.outcome), at } }] : []),
      ...(begun ? [{ filter: unchanged(next), change: { state: begun.state, isRepeat: begun.isRepeat, at } }] : []),
    ];
    if (writes.length === 0) return null;
    const { matchedCount } = await this.sends.collection.bulkWrite(
      writes.map(({ filter, change }) => ({ updateOne: { filter, update: { $set: change } } })),
      { ordered: true },
    );
    return matchedCount === writes.length ? begun : null;
  }

  /** Nothing was sent of what was begun: the next try does not count as a repeat. */
  async putBack(delivery: BroadcastDelivery, begun: BroadcastSend): Promise<void> {
    await this.sends.updateOne(unchanged(begun), { $set: { state: 'queued' } });
    await this.deliveries.updateOne({ _id: delivery._id }, { $set: { isFailing: true } });
  }

  /** Moves the checkpoint over a batch that is finished. Guarded, so that its figures count once. */
  async pass({ _id, after }: BroadcastDelivery, batch: BroadcastSend[]): Promise<void> {
    const last = batch.at(-1);
    if (!last) return;
    const { sent, skipped, failed, repeated } = tally(batch);
    await this.deliveries.updateOne(
      { _id, after },
      { $set: { after: last.userId, isFailing: false }, $inc: { sent, skipped, failed, repeated } },
    );
  }

  async finish({ _id }: BroadcastDelivery): Promise<void> {
    await this.deliveries.updateOne({ _id }, { $set: { isDone: true, isFailing: false } });
  }

  async areAllDone({ _id, channels }: Broadcast): Promise<boolean> {
    return (await this.deliveries.countDocuments({ broadcastId: _id, isDone: true })) === channels.length;
  }

  /** Each channel with its batch under way counted in. */
  async progressOf({ _id, channels, state }: Broadcast, batchSize: number): Promise<BroadcastDeliveryDto[]> {
    if (channels.length === 0) return [];
    const rows = await this.deliveries.find({ broadcastId: _id }).lean<BroadcastDelivery[]>().exec();
    return Promise.all(
      [...channels].sort().map(async (channel) => {
        const row = rows.find((each) => each.channel === channel);
        if (!row) return notBegun(channel);
        const now = tally(row.isDone ? [] : await this.batchOf(row, batchSize));
        return {
          channel,
          state: row.isDone ? 'done' : state === 'sending' ? 'sending' : 'waiting',
          sent: row.sent + now.sent,
          skipped: row.skipped + now.skipped,
          failed: row.failed + now.failed,
          repeated: row.repeated + now.repeated,
          isFailing: row.isFailing,
        } as const;
      }),
    );
  }
}

/** A broadcast's channels before any of them has begun. */
export function waiting({ channels }: Broadcast): BroadcastDeliveryDto[] {
  return channels.map(notBegun);
}

function notBegun(channel: BroadcastChannel): BroadcastDeliveryDto {
  return { channel, state: 'waiting', isFailing: false, ...tally([]) };
}

function tally(sends: BroadcastSend[]): Record<'sent' | 'skipped' | 'failed' | 'repeated', number> {
  const count = (matches: (send: BroadcastSend) => boolean) => sends.filter(matches).length;
  return {
    sent: count(({ state }) => state === 'sent'),
    skipped: count(({ state }) => state === 'skipped'),
    failed: count(({ state }) => state === 'failed'),
    repeated: count(({ isRepeat }) => isRepeat),
  };
}

/** Only while nobody has taken it since. The state too: two steps may be of one millisecond. */
function unchanged({ _id, state, at }: BroadcastSend): Pick<BroadcastSend, '_id' | 'state' | 'at'> {
  return { _id, state, at };
}

/** It was under way when a process died, so it may have gone out before. */
function isRepeat(send: BroadcastSend): boolean {
  return send.isRepeat || send.state === 'sending';
}

function endOf(outcome: ChannelOutcome): Pick<BroadcastSend, 'state' | 'reason'> {
  return { state: outcome.kind, reason: 'reason' in outcome ? outcome.reason : null };
}
