import type { JobDto, JobFiguresDto, JobFilter, Page } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import type { Actor } from '../auth/actor';
import { AppError, forbidden } from '../common/app-error';
import { Cursors } from '../common/cursor';
import { abovePosition, belowPosition, type Position } from '../common/keyset';
import { toObjectId } from '../common/object-id';
import type { JobListQueryDto } from './job.dto';
import { toJobDto } from './job.presenter';
import { Job } from './job.schema';
import { JobService } from './job.service';

interface View {
  /** What it is sorted by; whatever lacks it is not in the view. */
  field: 'dueAt' | 'failedAt' | 'doneAt';
  filter: QueryFilter<Job>;
  order: 1 | -1;
}

const VIEWS: Record<JobFilter, View> = {
  open: { field: 'dueAt', filter: { dueAt: { $exists: true } }, order: 1 },
  failing: { field: 'failedAt', filter: { failedAt: { $exists: true } }, order: -1 },
  over: { field: 'doneAt', filter: { doneAt: { $gt: new Date(0) } }, order: -1 },
};

/** What admins see of the queue, and what they may do with a job that keeps failing. */
@Injectable()
export class JobDesk {
  constructor(
    @InjectModel(Job.name) private readonly jobs: Model<Job>,
    private readonly queue: JobService,
    private readonly cursors: Cursors,
  ) {}

  async list(actor: Actor, { filter, kind, cursor, limit }: JobListQueryDto): Promise<Page<JobDto>> {
    const { field, filter: view, order } = VIEWS[filter];
    const list = `jobs ${filter} ${kind ?? ''}`;
    const start = cursor ? this.cursors.read(list, actor.id, cursor) : null;
    const found = await this.jobs
      .find({ $and: [{ ...view, ...(kind && { kind }) }, beyond(field, order, start)] })
      .sort({ [field]: order, _id: order })
      .limit(limit + 1)
      .lean<Job[]>()
      .exec();
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const end = last && [last[field]?.getTime() ?? 0, last._id.toHexString()];
    const now = new Date();
    return {
      items: rows.map((job) => toJobDto(job, now)),
      nextCursor: end && found.length > limit ? this.cursors.write(list, actor.id, end) : null,
    };
  }

  async figures(): Promise<JobFiguresDto> {
    const [open, failing] = await Promise.all(
      [VIEWS.open, VIEWS.failing].map(({ filter }) => this.jobs.countDocuments(filter).exec()),
    );
    return { open: open ?? 0, failing: failing ?? 0, kinds: this.queue.kinds };
  }

  async retry(id: string): Promise<JobDto> {
    const job = await this.change(id, { $set: { dueAt: new Date() } });
    this.queue.lookNow();
    return job;
  }

  drop(id: string): Promise<JobDto> {
    return this.change(id, { $set: { doneAt: new Date(), isDropped: true }, $unset: { dueAt: 1, failedAt: 1 } });
  }

  /** Only while it fails and nobody is at it: then nothing is written under a lease that is somebody else's. */
  private async change(id: string, update: UpdateQuery<Job>): Promise<JobDto> {
    const now = new Date();
    const idle = { $or: [{ isHeld: { $ne: true } }, { dueAt: { $lte: now } }] };
    const changed = await this.jobs
      .findOneAndUpdate({ _id: toObjectId(id), failedAt: { $exists: true }, ...idle }, update, {
        returnDocument: 'after',
      })
      .lean<Job>()
      .exec();
    if (changed) return toJobDto(changed, now);
    if ((await this.jobs.countDocuments({ _id: toObjectId(id) })) === 0) throw forbidden();
    throw new AppError('CONFLICT', 'This job is not failing now.');
  }
}

function beyond(field: View['field'], order: View['order'], start: Position | null): QueryFilter<Job> {
  return order === 1 ? abovePosition(field, start) : belowPosition(field, start);
}
