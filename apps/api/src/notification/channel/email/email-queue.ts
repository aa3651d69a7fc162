import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { AnyBulkWriteOperation } from 'mongodb';
import type { Model } from 'mongoose';
import { errorsOfItems, isDuplicateKey } from '../../../common/mongo-error';
import { newObjectId, toObjectId } from '../../../common/object-id';
import { partsOf } from '../../../common/parts';
import { JobService } from '../../../job/job.service';
import { PEOPLE_AT_ONCE } from '../../people-at-once';
import { isUrgent, type Occasion, type Plan } from '../occasion';
import { EmailItem } from './email-item.schema';

export const EMAIL = 'notification.email';

/** What is to be mailed: an item per group, and one job per person and batch, however much happens before it runs. */
@Injectable()
export class EmailQueue {
  /** When the batch of a person goes out that is open already. Lost with the process, which then costs a job that finds nothing. */
  private readonly open = new LRUCache<string, number>({ max: 20_000 });

  constructor(
    @InjectModel(EmailItem.name) private readonly items: Model<EmailItem>,
    private readonly jobs: JobService,
  ) {}

  /** Answers those that it took before. Their batches are opened again: a process may have died before it did. */
  async add(plans: Plan[]): Promise<ReadonlySet<Plan>> {
    if (plans.length === 0) return new Set();
    const areNew = await this.write(plans.map(({ occasion }) => occasion));
    await Promise.all(
      plans.map(({ occasion, runAt }) => this.openBatch(occasion.userId, runAt ?? new Date(), isUrgent(occasion))),
    );
    return new Set(plans.filter((_, index) => !areNew[index]));
  }

  /** A batch that takes everything in, or only what is urgent. */
  async openBatch(userId: string, runAt: Date, isUrgentOnly: boolean): Promise<void> {
    const at = runAt.getTime();
    const open = this.open.get(userId);
    const isOpen = open !== undefined && open > Date.now() && open <= at;
    if (isOpen && !isUrgentOnly) return;
    await this.jobs.schedule({
      kind: EMAIL,
      key: `${userId}:${at}:${isUrgentOnly ? 'urgent' : 'all'}`,
      runAt,
      data: { userId, isUrgentOnly },
    });
    if (!isUrgentOnly) this.open.set(userId, at);
  }

  pendingOf(userId: string): Promise<EmailItem[]> {
    return this.items
      .find({ userId: toObjectId(userId), isPending: true })
      .sort({ at: 1 })
      .lean<EmailItem[]>()
      .exec();
  }

  /** Unless something newer has happened in the group meanwhile, which waits for its own letter. */
  async settle(items: EmailItem[]): Promise<void> {
    if (items.length === 0) return;
    await this.items.collection.bulkWrite(
      items.map(({ _id, seq }) => ({ updateOne: { filter: { _id, seq }, update: { $set: { isPending: false } } } })),
      { ordered: false },
    );
  }

  /** For each, whether it is new: otherwise its item stands for this event or a later one already. */
  private async write(occasions: Occasion[]): Promise<boolean[]> {
    const areNew: boolean[] = [];
    for (const part of partsOf(occasions, PEOPLE_AT_ONCE)) areNew.push(...(await this.writePart(part)));
    return areNew;
  }

  private async writePart(occasions: Occasion[]): Promise<boolean[]> {
    try {
      await this.items.collection.bulkWrite(occasions.map(toWrite), { ordered: false });
      return occasions.map(() => true);
    } catch (failure) {
      const errors = errorsOfItems(failure, occasions.length);
      if (errors.some((error) => error && !isDuplicateKey(error))) throw failure;
      return errors.map((error) => error === undefined);
    }
  }
}

export function toOccasion({ _id: _, isPending: __, userId, senderId, ...item }: EmailItem): Occasion {
  return { ...item, userId: userId.toHexString(), senderId: senderId?.toHexString() ?? null };
}

function toWrite({ userId, groupKey, seq, senderId, ...rest }: Occasion): AnyBulkWriteOperation {
  return {
    updateOne: {
      filter: { userId: toObjectId(userId), groupKey, seq: { $lt: seq } },
      update: {
        $set: { ...rest, seq, senderId: senderId === null ? null : toObjectId(senderId), isPending: true },
        $setOnInsert: { _id: newObjectId() },
      },
      upsert: true,
    },
  };
}
