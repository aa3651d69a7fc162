import { Injectable } from '@nestjs/common';
import { JobService } from '../../../job/job.service';
import type { Plan } from '../occasion';
import { toJobData } from '../occasion-job';

export const PUSH = 'notification.push';

/** Pushes that are to go out: one durable job each, so that a repeat of the same event is the same push. */
@Injectable()
export class PushQueue {
  constructor(private readonly jobs: JobService) {}

  /** Answers those that it took before, and so does not take again. */
  async add(plans: Plan[]): Promise<ReadonlySet<Plan>> {
    const areNew = await Promise.all(
      plans.map(({ occasion, runAt }) => {
        const key = `${occasion.userId}:${occasion.groupKey}:${occasion.seq}`;
        return this.jobs.schedule({ kind: PUSH, key, runAt: runAt ?? new Date(), data: toJobData(occasion) });
      }),
    );
    return new Set(plans.filter((_, index) => !areNew[index]));
  }
}
