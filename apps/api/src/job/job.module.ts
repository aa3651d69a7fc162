import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { JobController } from './job.controller';
import { Job, JobSchema } from './job.schema';
import { JobService } from './job.service';
import { JobDesk } from './job-desk';
import { JobStore } from './job-store';

/** A durable queue on the database; knows no domain. Rooms to the right schedule jobs and handle their kinds. */
@Module({
  imports: [MongooseModule.forFeature([{ name: Job.name, schema: JobSchema }])],
  controllers: [JobController],
  providers: [JobStore, JobService, JobDesk],
  exports: [JobService],
})
export class JobModule {}
