import { DEFAULT_LIMITS } from '@app/contracts';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { CanBeAbsent } from '../common/optional.rule';

export class EventQueryDto {
  /** The id of the last event that was taken in; 0 begins with the first. */
  @CanBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  after: number = 0;

  @CanBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DEFAULT_LIMITS.pageMax)
  limit: number = DEFAULT_LIMITS.pageSize;
}
