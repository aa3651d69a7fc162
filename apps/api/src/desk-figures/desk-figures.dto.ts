import type { DeskFiguresQuery } from '@app/contracts';
import { IsTimeZone, Matches } from 'class-validator';
import { CanBeAbsent } from '../common/optional.rule';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class DeskFiguresQueryDto implements DeskFiguresQuery {
  @Matches(DAY)
  from!: string;

  @Matches(DAY)
  to!: string;

  /** Left out: the reader's own. */
  @CanBeAbsent()
  @IsTimeZone()
  timeZone?: string;
}
