import type { MessageGistDto, NotificationCategory, NotificationTargetDto, NotificationType } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation } from 'mongodb';
import type { Model } from 'mongoose';
import { errorsOfItems, isDuplicateKey } from '../common/mongo-error';
import { newObjectId, type ObjectId, toObjectId } from '../common/object-id';
import { WriteBatch } from '../common/write-batch';
import { categoryOf } from './notification.presenter';
import { Notification } from './notification.schema';

/** An event for one person's bell. Events of a group share one live row; `seq` orders them and makes repeats harmless. */
export interface BellEvent {
  type: NotificationType;
  groupKey: string;
  seq: number;
  title: string;
  /** The person whose name is the title, looked up when the row is shown. */
  senderId?: string;
  text: string;
  data: NotificationTargetDto;
  /** Absent: that of the type. */
  category?: NotificationCategory;
  link?: string | null;
  isCritical?: boolean;
}

/** What an edited or deleted message leaves of a row that stands for `lastSeq`. */
export interface BellRevision {
  groupKey: string;
  lastSeq: number;
  senderId: ObjectId | null;
  text: string;
  gist: MessageGistDto;
  count: number;
}

interface BellWrite {
  toOperation(isUpsert: boolean): AnyBulkWriteOperation;
  /** Set when the row stood for it, or for something later, already. */
  isKnown?: boolean;
}

/** Writes rows of bells, many at once as one command, and reads nothing. */
@Injectable()
export class BellWriter {
  /** One command at a time, so that more rows go together: for them waits the sender's ack, and not the message. */
  private readonly writes = new WriteBatch<BellWrite>((writes) => this.write(writes), { underWay: 1 });

  constructor(@InjectModel(Notification.name) private readonly rows: Model<Notification>) {}

  /** Adds an event. False: the row stands for it or for a later one already, and nothing changed. */
  async raise(userId: string, event: BellEvent): Promise<boolean> {
    const { type, groupKey, seq, title, senderId, text, data, link = null, isCritical = false } = event;
    const now = new Date();
    const sender = senderId === undefined ? null : toObjectId(senderId);
    const filter = { ...rowOf(userId, groupKey), lastSeq: { $lt: seq } };
    const update = {
      $set: {
        ...{
          type,
          category: event.category ?? categoryOf(type),
          title,
          senderId: sender,
          text,
          data,
          link,
          isCritical,
        },
        ...{ lastSeq: seq, seenAt: null, readAt: null, snoozedUntil: null, updatedAt: now },
      },
      $inc: { count: 1 },
      $setOnInsert: { _id: newObjectId(), createdAt: now },
    };
    const write: BellWrite = { toOperation: (upsert) => ({ updateOne: { filter, update, upsert } }) };
    await this.writes.add(write);
    return !write.isKnown;
  }

  /** For who does not want it in the bell: it goes to the archive, where it can be found. False: it did so before. */
  async fileAway(userId: string, event: BellEvent): Promise<boolean> {
    const { groupKey, seq, title, text, data, type, link = null, isCritical = false } = event;
    if (await this.rows.exists({ userId: toObjectId(userId), groupKey, lastSeq: { $gte: seq } })) return false;
    const now = new Date();
    await this.rows.create({
      ...{ userId, groupKey, lastSeq: seq, type, category: event.category ?? categoryOf(type), title, text, data },
      ...{ link, isCritical, senderId: event.senderId ?? null, isLive: false, count: 1, archivedAt: now },
      ...{ seenAt: now, readAt: null, createdAt: now, updatedAt: now },
    });
    return true;
  }

  /** The group was read up to a seq: a row that stands for nothing later is done with. */
  clear(userId: string, groupKey: string, seq: number): Promise<void> {
    const now = new Date();
    const filter = { ...rowOf(userId, groupKey), readAt: null, lastSeq: { $lte: seq } };
    return this.writes.add({
      toOperation: () => ({
        updateOne: { filter, update: { $set: { readAt: now, seenAt: now, count: 0, snoozedUntil: null } } },
      }),
    });
  }

  /** Only while the row still stands for the same event; a later one has its own text. */
  revise(userId: string, { groupKey, lastSeq, senderId, text, gist, count }: BellRevision): Promise<void> {
    const now = new Date();
    const filter = { ...rowOf(userId, groupKey), lastSeq };
    const done = count === 0 ? { readAt: now, seenAt: now } : {};
    const change = { senderId, text, 'data.gist': gist, count, ...done };
    return this.writes.add({ toOperation: () => ({ updateOne: { filter, update: { $set: change } } }) });
  }

  private async write(writes: BellWrite[]): Promise<(unknown | undefined)[]> {
    const errors = await this.bulk(writes);
    const refused = writes.filter((_, index) => isDuplicateKey(errors[index]));
    if (refused.length === 0) return errors;
    // The row exists: either it stands for this event already, or another event made it a moment ago.
    const again = new Map(await Promise.all(refused.map(async (write) => [write, await this.update(write)] as const)));
    return errors.map((error, index) => (isDuplicateKey(error) ? again.get(writes[index] as BellWrite) : error));
  }

  /** Rare, so each by itself: only then is it known which of them changed nothing. Answers its error. */
  private async update(write: BellWrite): Promise<unknown | undefined> {
    try {
      const { matchedCount } = await this.rows.collection.bulkWrite([write.toOperation(false)]);
      write.isKnown = matchedCount === 0;
      return undefined;
    } catch (error) {
      return error;
    }
  }

  private async bulk(writes: BellWrite[]): Promise<(unknown | undefined)[]> {
    try {
      await this.rows.collection.bulkWrite(
        writes.map((write) => write.toOperation(true)),
        { ordered: false },
      );
      return writes.map(() => undefined);
    } catch (failure) {
      return errorsOfItems(failure, writes.length);
    }
  }
}

function rowOf(userId: string, groupKey: string) {
  return { userId: toObjectId(userId), groupKey, isLive: true };
}
