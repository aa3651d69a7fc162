import { NOTIFICATION_FILTERS, type NotificationFilter, type NotificationListQuery } from '@app/contracts';
import { IsIn, IsOptional } from 'class-validator';
import { PageQueryDto } from '../common/page.dto';

export class NotificationListQueryDto extends PageQueryDto implements NotificationListQuery {
  @IsOptional()
  @IsIn(NOTIFICATION_FILTERS)
  filter: NotificationFilter = 'all';
}
