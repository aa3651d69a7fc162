import type { BroadcastState } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import { AppError, forbidden } from '../common/app-error';
import { isDuplicateKey } from '../common/mongo-error';
import { toObjectId } from '../common/object-id';
import { Broadcast } from './broadcast.schema';

/** Every step of a broadcast's life is one guarded write, so that two at once have one outcome. */
@Injectable()
export class BroadcastStore {
  constructor(@InjectModel(Broadcast.name) private readonly broadcasts: Model<Broadcast>) {}

  /** False when its clientId is known already. */
  async insert(broadcast: Broadcast): Promise<boolean> {
    try {
      await this.broadcasts.collection.insertOne(broadcast);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  find(id: string): Promise<Broadcast | null> {
    return this.broadcasts.findById(toObjectId(id)).lean<Broadcast>().exec();
  }

  async require(id: string): Promise<Broadcast> {
    const broadcast = await this.find(id);
    if (!broadcast) throw forbidden();
    return broadcast;
  }

  findByClientId(clientId: string): Promise<Broadcast | null> {
    return this.broadcasts.findOne({ clientId }).lean<Broadcast>().exec();
  }

  /** Latest first, below an id. */
  page(belowId: string | null, limit: number): Promise<Broadcast[]> {
    return this.broadcasts
      .find(belowId ? { _id: { $lt: toObjectId(belowId) } } : {})
      .sort({ _id: -1 })
      .limit(limit)
      .lean<Broadcast[]>()
      .exec();
  }

  /** What a killed process may have left in the middle. */
  unfinished(): Promise<Broadcast[]> {
    const states: BroadcastState[] = ['scheduled', 'sending', 'paused', 'sent'];
    return this.broadcasts
      .find({ state: { $in: states }, $or: [{ state: { $ne: 'sent' } }, { recipients: null }, { isLive: true }] })
      .lean<Broadcast[]>()
      .exec();
  }

  /** The changed broadcast, or null when it is not in one of these states any more. */
  move(
    id: string,
    from: readonly BroadcastState[],
    change: UpdateQuery<Broadcast>,
    also: QueryFilter<Broadcast> = {},
  ): Promise<Broadcast | null> {
    return this.broadcasts
      .findOneAndUpdate(
        { ...also, _id: toObjectId(id), state: { $in: from } },
        { ...change, $set: { ...change.$set, updatedAt: new Date() } },
        { returnDocument: 'after' },
      )
      .lean<Broadcast>()
      .exec();
  }

  /** As `move`; throws ILLEGAL_TRANSITION from any other state. */
  async requireMove(...step: Parameters<BroadcastStore['move']>): Promise<Broadcast> {
    const moved = await this.move(...step);
    if (moved) return moved;
    const { state } = await this.require(step[0]);
    throw new AppError('ILLEGAL_TRANSITION', `This cannot be done with a broadcast that is ${state}.`);
  }

  async saveRecipients({ _id }: Broadcast, recipients: number): Promise<void> {
    await this.broadcasts.updateOne({ _id, recipients: null }, { $set: { recipients } });
  }

  async removeDraft(id: string): Promise<void> {
    const { deletedCount } = await this.broadcasts.deleteOne({ _id: toObjectId(id), state: 'draft' });
    if (deletedCount > 0) return;
    const { state } = await this.require(id);
    throw new AppError('ILLEGAL_TRANSITION', `A broadcast that is ${state} stays on record.`);
  }
}
