import { Module } from '@nestjs/common';
import { JobModule } from '../job/job.module';
import { NotificationModule } from './notification.module';
import { NotificationJobs } from './notification-jobs';

/** What happens to bells by itself, at a time. A check by hand must not be helped by it. */
@Module({ imports: [JobModule, NotificationModule], providers: [NotificationJobs] })
export class NotificationUpkeepModule {}
