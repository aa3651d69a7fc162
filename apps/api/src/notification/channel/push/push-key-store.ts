import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { generateVAPIDKeys } from 'web-push';
import { isDuplicateKey } from '../../../common/mongo-error';
import { PushKeys } from './push-subscription.schema';

const KEYS_ID = 'vapid';

/** The installation's VAPID keys, made when they are first needed and kept in the database. */
@Injectable()
export class PushKeyStore {
  private known: PushKeys | null = null;

  constructor(@InjectModel(PushKeys.name) private readonly keys: Model<PushKeys>) {}

  async get(): Promise<PushKeys> {
    this.known ??= (await this.read()) ?? (await this.make());
    return this.known;
  }

  private read(): Promise<PushKeys | null> {
    return this.keys.findById(KEYS_ID).lean<PushKeys>().exec();
  }

  /** Of two processes that make some at once, the first one's stay. */
  private async make(): Promise<PushKeys> {
    const made: PushKeys = { _id: KEYS_ID, ...generateVAPIDKeys() };
    try {
      await this.keys.create(made);
      return made;
    } catch (error) {
      const first = isDuplicateKey(error) ? await this.read() : null;
      if (!first) throw error;
      return first;
    }
  }
}
