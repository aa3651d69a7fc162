import {
  NOTIFICATION_FILTERS,
  NOTIFICATION_TYPES,
  type NotificationFilter,
  type NotificationListQuery,
  type NotificationType,
  type SnoozeInput,
} from '@app/contracts';
import { IsIn, IsISO8601 } from 'class-validator';
import { CanBeAbsent } from '../common/optional.rule';
import { PageQueryDto } from '../common/page.dto';

export class NotificationListQueryDto extends PageQueryDto implements NotificationListQuery {
  @CanBeAbsent()
  @IsIn(NOTIFICATION_FILTERS)
  filter: NotificationFilter = 'all';

  @CanBeAbsent()
  @IsIn(NOTIFICATION_TYPES)
  type?: NotificationType;
}

export class SnoozeDto implements SnoozeInput {
  @IsISO8601({ strict: true })
  until!: string;
}
