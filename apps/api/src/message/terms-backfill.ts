import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { log } from '../common/log';
import type { ObjectId } from '../common/object-id';
import { Message } from './message.schema';
import { termsOf } from './search-terms';
import { shelfOf } from './shelf';

const BATCH = 500;
/** Room for people's own requests between two batches. */
const PAUSE_MS = 10;

interface Progress {
  _id: string;
  /** Everything up to here has terms. */
  after: ObjectId | null;
  isDone: boolean;
}

/**
 * Gives messages of before search their terms, in the background and once. Where it stands is stored after each batch,
 * so a stop costs one batch; new and edited messages bring their own.
 */
@Injectable()
export class TermsBackfill implements OnApplicationBootstrap, OnModuleDestroy {
  private isStopping = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    @InjectConnection() private readonly connection: Connection,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run().catch((err: unknown) => log.error({ err }, 'search terms of old messages not complete'));
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  /** Goes on where the last run stopped. */
  async run(): Promise<void> {
    let progress: Pick<Progress, 'after' | 'isDone'> = (await this.progress.findOne({ _id: 'searchTerms' })) ?? {
      after: null,
      isDone: false,
    };
    while (!progress.isDone && !this.isStopping) {
      const last = await this.fillBatch(progress.after);
      progress = last ? { after: last, isDone: false } : { ...progress, isDone: true };
      await this.progress.updateOne({ _id: 'searchTerms' }, { $set: progress }, { upsert: true });
      await delay(PAUSE_MS);
    }
  }

  /** Answers the last message of the batch; null when there is none left. */
  private async fillBatch(after: ObjectId | null): Promise<ObjectId | null> {
    const rows = await this.messages
      .find(after ? { _id: { $gt: after } } : {}, { chatId: 1, seq: 1, text: 1, terms: 1, shelf: 1 })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<Pick<Message, '_id' | 'chatId' | 'seq' | 'text' | 'terms' | 'shelf'>[]>()
      .exec();
    const without = rows.filter(({ terms, shelf }) => terms === undefined || shelf === undefined);
    if (without.length > 0) {
      await this.messages.collection.bulkWrite(
        without.map(({ _id, chatId, seq, text }) => ({
          // The text says whether it was edited meanwhile.
          updateOne: { filter: { _id, text }, update: { $set: { terms: termsOf(text), shelf: shelfOf(chatId, seq) } } },
        })),
        { ordered: false },
      );
    }
    return rows.at(-1)?._id ?? null;
  }

  private get progress() {
    return this.connection.collection<Progress>('meta');
  }
}
