import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import { isDuplicateKey } from '../common/mongo-error';
import { newObjectId } from '../common/object-id';
import { Job, type JobData } from './job.schema';

/** A job to be done at `runAt`; a second one of the same kind and key is the same job. */
export interface NewJob {
  kind: string;
  key: string;
  runAt: Date;
  data?: JobData;
}

/** The queue on disk. Every step of a job is one guarded write, so that processes can share it. */
@Injectable()
export class JobStore {
  constructor(@InjectModel(Job.name) private readonly jobs: Model<Job>) {}

  /** False: its kind and key are known already, and nothing changed. */
  async insert({ kind, key, runAt, data = {} }: NewJob): Promise<boolean> {
    const job: Job = {
      _id: newObjectId(),
      kind,
      key,
      data,
      runAt,
      dueAt: runAt,
      attempts: 0,
      lastError: null,
      doneAt: null,
    };
    try {
      await this.jobs.collection.insertOne(job);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Takes one due job of these kinds for itself until `now + leaseMs`; null when none is due. */
  lease(kinds: string[], now: Date, leaseMs: number): Promise<Job | null> {
    return this.jobs
      .findOneAndUpdate(
        { dueAt: { $lte: now }, kind: { $in: kinds } },
        { $set: { dueAt: new Date(now.getTime() + leaseMs), isHeld: true }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<Job>()
      .exec();
  }

  /** When the next job of these kinds is due, null when there is none. */
  async nextDueAt(kinds: string[]): Promise<Date | null> {
    const next = await this.jobs
      .findOne({ dueAt: { $exists: true }, kind: { $in: kinds } }, { dueAt: 1 })
      .sort({ dueAt: 1 })
      .lean<Job>()
      .exec();
    return next?.dueAt ?? null;
  }

  /** The three below hold only while the lease is the caller's: whoever lost it writes nothing. */
  renew(job: Job, dueAt: Date): Promise<unknown> {
    return this.write(job, { $set: { dueAt } });
  }

  finish(job: Job): Promise<unknown> {
    return this.write(job, { $set: { doneAt: new Date(), isHeld: false }, $unset: { dueAt: 1, failedAt: 1 } });
  }

  postpone(job: Job, dueAt: Date, lastError: string): Promise<unknown> {
    return this.write(job, { $set: { dueAt, lastError, isHeld: false, failedAt: new Date() } });
  }

  private write({ _id, attempts }: Job, change: UpdateQuery<Job>): Promise<unknown> {
    return this.jobs.updateOne({ _id, attempts, doneAt: null }, change).exec();
  }
}
