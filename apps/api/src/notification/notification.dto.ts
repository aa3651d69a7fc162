import { NOTIFICATION_FILTERS, type NotificationFilter, type NotificationListQuery } from '@app/contracts';
import { IsIn } from 'class-validator';
import { CanBeAbsent } from '../common/optional.rule';
import { PageQueryDto } from '../common/page.dto';

export class NotificationListQueryDto extends PageQueryDto implements NotificationListQuery {
  @CanBeAbsent()
  @IsIn(NOTIFICATION_FILTERS)
  filter: NotificationFilter = 'all';
}
