import type { PushSubscriptionInput } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Model } from 'mongoose';
import type { Actor } from '../../../auth/actor';
import { AppError } from '../../../common/app-error';
import { toObjectId } from '../../../common/object-id';
import type { Config } from '../../../config/config';
import { CONFIG } from '../../../config/config.module';
import { PushSubscription } from './push-subscription.schema';

/** Browsers a person may be reached in; with one more, the oldest goes. */
const DEVICES_MAX = 10;

/** Which browsers may be pushed to. */
@Injectable()
export class PushSubscriptions {
  /** Whether somebody has a device: asked for everything that happens. Another process's change is known within the minute. */
  private readonly owners = new LRUCache<string, boolean>({ max: 50_000, ttl: 60_000 });

  constructor(
    @InjectModel(PushSubscription.name) private readonly subscriptions: Model<PushSubscription>,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A browser belongs to whoever subscribed in it last. */
  async add(actor: Actor, { endpoint, keys }: PushSubscriptionInput): Promise<null> {
    const isSecure = new URL(endpoint).protocol === 'https:';
    if (!isSecure && !this.config.push.allowsLocal) {
      throw new AppError('VALIDATION', 'The endpoint is not https.', { fields: { endpoint: 'must be https' } });
    }
    const before = await this.subscriptions.findOne({ endpoint }).lean<PushSubscription>().exec();
    const userId = toObjectId(actor.id);
    await this.subscriptions.updateOne(
      { endpoint },
      { $set: { userId, keys }, $setOnInsert: { createdAt: new Date() } },
      { upsert: true },
    );
    if (before) this.owners.delete(before.userId.toHexString());
    this.owners.delete(actor.id);
    await this.dropOldest(actor.id);
    return null;
  }

  async remove(actor: Actor, endpoint: string): Promise<null> {
    await this.subscriptions.deleteOne({ endpoint, userId: toObjectId(actor.id) });
    this.owners.delete(actor.id);
    return null;
  }

  of(userId: string): Promise<PushSubscription[]> {
    return this.subscriptions
      .find({ userId: toObjectId(userId) })
      .sort({ createdAt: 1 })
      .lean<PushSubscription[]>()
      .exec();
  }

  /** The push service says that the browser is gone. */
  async drop({ _id, userId }: PushSubscription): Promise<void> {
    await this.subscriptions.deleteOne({ _id });
    this.owners.delete(userId.toHexString());
  }

  async ownersAmong(userIds: string[]): Promise<ReadonlySet<string>> {
    const unknown = userIds.filter((id) => this.owners.get(id) === undefined);
    const result = new Set(userIds.filter((id) => this.owners.get(id)));
    if (unknown.length === 0) return result;
    const found: unknown[] = await this.subscriptions.distinct('userId', { userId: { $in: unknown.map(toObjectId) } });
    const owning = new Set(found.map(String));
    for (const id of unknown) {
      this.owners.set(id, owning.has(id));
      if (owning.has(id)) result.add(id);
    }
    return result;
  }

  private async dropOldest(userId: string): Promise<void> {
    const devices = await this.of(userId);
    const surplus = devices.slice(0, Math.max(0, devices.length - DEVICES_MAX));
    if (surplus.length > 0) await this.subscriptions.deleteMany({ _id: { $in: surplus.map(({ _id }) => _id) } });
  }
}
