import type { JobDto, JobFiguresDto, Page } from '@app/contracts';
import { Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { JobListQueryDto } from './job.dto';
import { JobDesk } from './job-desk';

@OnlyFor('admin')
@ApiController('jobs')
export class JobController {
  constructor(private readonly desk: JobDesk) {}

  /** What is still to be done, what keeps failing, or what was done in the last days. */
  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: JobListQueryDto): Promise<Page<JobDto>> {
    return this.desk.list(actor, query);
  }

  @Get('figures')
  figures(): Promise<JobFiguresDto> {
    return this.desk.figures();
  }

  /** Tried at once instead of after its pause. 409 when it is not failing. */
  @Post(':jobId/retry')
  @HttpCode(200)
  retry(@Param('jobId', IdPipe) jobId: string): Promise<JobDto> {
    return this.desk.retry(jobId);
  }

  /** Not tried again. 409 when it is not failing. */
  @Post(':jobId/drop')
  @HttpCode(200)
  drop(@Param('jobId', IdPipe) jobId: string): Promise<JobDto> {
    return this.desk.drop(jobId);
  }
}
