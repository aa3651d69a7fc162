import { Injectable } from '@nestjs/common';
import { JobService } from '../../job/job.service';
import { EmailJob } from './email/email-job';
import { EMAIL } from './email/email-queue';
import { fromJobData } from './occasion-job';
import { PushJob } from './push/push-job';
import { PUSH } from './push/push-queue';

/** Hands the channels' jobs to who does them. */
@Injectable()
export class ChannelJobs {
  constructor(jobs: JobService, email: EmailJob, push: PushJob) {
    jobs.handle(EMAIL, ({ data }) => email.run(String(data.userId), data.isUrgentOnly === true));
    jobs.handle(PUSH, ({ data }) => push.run(fromJobData(data)));
  }
}
