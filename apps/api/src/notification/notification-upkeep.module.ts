import { Module } from '@nestjs/common';
import { JobModule } from '../job/job.module';
import { ChannelModule } from './channel/channel.module';
import { ChannelJobs } from './channel/channel-jobs';
import { NotificationModule } from './notification.module';
import { NotificationJobs } from './notification-jobs';

/** What happens to bells by itself, at a time. A check by hand must not be helped by it. */
@Module({ imports: [JobModule, ChannelModule, NotificationModule], providers: [NotificationJobs, ChannelJobs] })
export class NotificationUpkeepModule {}
