import type { NotificationCountsDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Document } from 'mongodb';
import type { Model } from 'mongoose';
import { BroadcastFeed, type FeedItem } from '../broadcast/broadcast-feed';
import { toObjectId } from '../common/object-id';
import { partsOf } from '../common/parts';
import { SerialBatch } from '../common/serial-batch';
import { isInBell, toBellBroadcast } from './awake';
import { IN_BELL, Notification } from './notification.schema';
import { PEOPLE_AT_ONCE } from './people-at-once';

/** `n` is how often; `_id` says of whom and of what: whoever is at `i` has unseen rows at `2 * i` and unread ones at `2 * i + 1`. */
const KINDS = ['seenAt', 'readAt'] as const;

/** What the badge shows. Counted and never stored, for as many people as are asked about with few commands on the rows. */
@Injectable()
export class BellCounter {
  private readonly counting = new SerialBatch<NotificationCountsDto>((userIds) => this.countAll(userIds));

  constructor(
    @InjectModel(Notification.name) private readonly rows: Model<Notification>,
    private readonly feed: BroadcastFeed,
  ) {}

  /** Of one; those who ask in one turn are counted together. */
  count(userId: string): Promise<NotificationCountsDto> {
    return this.counting.get(userId);
  }

  async countAll(userIds: string[]): Promise<Map<string, NotificationCountsDto>> {
    const [rows, feeds] = await Promise.all([this.rowsOf(userIds), this.feed.ofAll(userIds)]);
    const now = new Date();
    return new Map(
      userIds.map((id, index) => {
        const inBell = (feeds.get(id) ?? []).map((item) => toBellBroadcast(item, now)).filter(isInBell);
        const notYet = (act: keyof FeedItem) => inBell.filter(({ item }) => item[act] === null).length;
        const [unseen = 0, unread = 0] = rows[index] ?? [];
        return [id, { unseen: unseen + notYet('seenAt'), unread: unread + notYet('readAt') }];
      }),
    );
  }

  /** Unseen and unread rows of each, in order. */
  private async rowsOf(userIds: string[]): Promise<number[][]> {
    const counted: number[][] = [];
    for (const part of partsOf(userIds, PEOPLE_AT_ONCE)) counted.push(...(await this.countRows(part)));
    return counted;
  }

  /**
   * A pipeline that finds nothing by itself, united with one plain count for each number: the database answers such a count from an
   * index alone, which it would not for a `$group` by person. Each takes a stage, of which MongoDB takes a thousand.
   */
  private async countRows(userIds: string[]): Promise<number[][]> {
    const { collection } = this.rows;
    const counts = userIds.flatMap((id, index) =>
      KINDS.map((kind, at) => ({
        $unionWith: {
          coll: collection.collectionName,
          pipeline: [
            { $match: { userId: toObjectId(id), ...IN_BELL, [kind]: null } },
            { $group: { _id: index * KINDS.length + at, n: { $sum: 1 } } },
          ],
        },
      })),
    );
    const nothing: Document = { $match: { _id: null } };
    const found = await collection.aggregate<{ _id: number; n: number }>([nothing, ...counts]).toArray();
    const byPlace = new Map(found.map(({ _id, n }) => [_id, n]));
    return userIds.map((_, index) => KINDS.map((__, at) => byPlace.get(index * KINDS.length + at) ?? 0));
  }
}
