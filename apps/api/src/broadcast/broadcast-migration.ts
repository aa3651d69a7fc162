import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { log } from '../common/log';
import { Broadcast } from './broadcast.schema';

/** What later versions added to a broadcast. */
type Added = Pick<
  Broadcast,
  'isLive' | 'publishedAt' | 'updatedAt' | 'link' | 'channels' | 'timeZone' | 'turn' | 'recipients'
>;
type OldBroadcast = Omit<Broadcast, keyof Added>;

/** Broadcasts once were in the bells by their time alone. Those of then get what is looked for now; run again it finds none. */
@Injectable()
export class BroadcastMigration {
  constructor(@InjectModel(Broadcast.name) private readonly broadcasts: Model<Broadcast>) {}

  async run(): Promise<void> {
    const isOld = { isLive: { $exists: false } };
    const old = await this.broadcasts.find(isOld).lean<OldBroadcast[]>().exec();
    if (old.length === 0) return;
    await this.broadcasts.collection.bulkWrite(
      // Guarded: another process may start at the same time, and somebody may cancel one in between.
      old.map((row) => ({ updateOne: { filter: { _id: row._id, ...isOld }, update: { $set: addedTo(row) } } })),
      { ordered: false },
    );
    log.info({ count: old.length }, 'broadcasts of an earlier version brought up to date');
  }
}

/** One whose end has passed meanwhile stays live until the job of its end, which is asked for again at every start. */
function addedTo({ state, publishAt, createdAt }: OldBroadcast): Added {
  const isLive = state === 'sent' && publishAt !== null;
  return {
    isLive,
    publishedAt: isLive ? publishAt : null,
    updatedAt: publishAt ?? createdAt,
    ...{ link: null, channels: [], timeZone: null, turn: 0, recipients: null },
  };
}
