import { JOB_FILTERS, type JobFilter, type JobListQuery } from '@app/contracts';
import { IsIn, Matches } from 'class-validator';
import { CanBeAbsent } from '../common/optional.rule';
import { PageQueryDto } from '../common/page.dto';

const KIND = /^[a-zA-Z]+([.-][a-zA-Z]+)*$/;

export class JobListQueryDto extends PageQueryDto implements JobListQuery {
  @CanBeAbsent()
  @IsIn(JOB_FILTERS)
  filter: JobFilter = 'open';

  @CanBeAbsent()
  @Matches(KIND)
  kind?: string;
}
