import { DEFAULT_LIMITS } from '@app/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { CanBeAbsent } from './optional.rule';

/** The paging part of every list query. */
export class PageQueryDto {
  @CanBeAbsent()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @CanBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DEFAULT_LIMITS.pageMax)
  limit: number = DEFAULT_LIMITS.pageSize;
}
