import { Injectable } from '@nestjs/common';
import { JobService } from '../job/job.service';
import { BellMarks, WAKE } from './bell-marks';

/** Hands the jobs of this room to who does them. */
@Injectable()
export class NotificationJobs {
  constructor(jobs: JobService, marks: BellMarks) {
    jobs.handle(WAKE, ({ data }) => marks.wake(String(data.userId), String(data.id), new Date(String(data.until))));
  }
}
