import type { DecisionListQuery } from '@app/contracts';
import { IsId } from '../../common/id.rule';
import { CanBeAbsent } from '../../common/optional.rule';
import { PageQueryDto } from '../../common/page.dto';

export class DecisionListQueryDto extends PageQueryDto implements DecisionListQuery {
  /** Somebody else's log; admins only. */
  @CanBeAbsent()
  @IsId()
  userId?: string;
}
