import type { CallOutcome } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import { isDuplicateKey } from '../common/mongo-error';
import { toObjectId } from '../common/object-id';
import type { CallSide } from './call.policy';
import { Call } from './call.schema';

/** The steps of a call's life. Each is one update that holds only for the state it was decided on; null: another was first. */
@Injectable()
export class CallStore {
  constructor(@InjectModel(Call.name) private readonly calls: Model<Call>) {}

  find(callId: string): Promise<Call | null> {
    return this.calls.findById(callId).lean<Call>().exec();
  }

  /** The call that this person rings for or is in. */
  findLiveOf(userId: string): Promise<Call | null> {
    return this.calls
      .findOne({ people: toObjectId(userId) })
      .lean<Call>()
      .exec();
  }

  /** Calls that live, and those whose end is not written into the thread yet. */
  findUndone(): Promise<Call[]> {
    return this.calls.find({ isDone: false }).lean<Call[]>().exec();
  }

  /** False when its id is taken, or one of the two is in another call. */
  async insert(call: Call): Promise<boolean> {
    try {
      await this.calls.collection.insertOne(call as never);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** The first device wins: whoever comes later finds it answered. */
  accept(callId: string, deviceId: string, now: Date): Promise<Call | null> {
    return this.change(
      { _id: callId, state: 'ringing', ringsUntil: { $gt: now } },
      { $set: { state: 'active', calleeDeviceId: deviceId, calleeAwayAt: null, answeredAt: now } },
    );
  }

  /** `more` is what must still hold. */
  end(callId: string, outcome: CallOutcome, now: Date, more: QueryFilter<Call>): Promise<Call | null> {
    return this.change(
      { _id: callId, ...more },
      { $set: { state: 'ended', outcome, endedAt: now }, $unset: { people: '' } },
    );
  }

  /** Since when the device of a side is away; null: it is there. */
  setAway(callId: string, side: CallSide, deviceId: string, awayAt: Date | null): Promise<Call | null> {
    return this.change(
      { _id: callId, state: { $ne: 'ended' }, [`${side}DeviceId`]: deviceId },
      { $set: { [`${side}AwayAt`]: awayAt } },
    );
  }

  /** Of a side that was away since then, and has not said anything of itself meanwhile. */
  async setThere(callId: string, side: CallSide, awayAt: Date): Promise<void> {
    await this.calls.updateOne({ _id: callId, [`${side}AwayAt`]: awayAt }, { $set: { [`${side}AwayAt`]: null } });
  }

  async setAllAway(now: Date): Promise<void> {
    const living = { isDone: false, state: { $ne: 'ended' as const } };
    await this.calls.updateMany({ ...living, callerAwayAt: null }, { $set: { callerAwayAt: now } });
    await this.calls.updateMany({ ...living, calleeAwayAt: null }, { $set: { calleeAwayAt: now } });
  }

  async setDone(callId: string): Promise<void> {
    await this.calls.updateOne({ _id: callId }, { $set: { isDone: true } });
  }

  private change(filter: QueryFilter<Call>, update: UpdateQuery<Call>): Promise<Call | null> {
    return this.calls.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<Call>().exec();
  }
}
