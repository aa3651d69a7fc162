import {
  type CreateNotificationInput,
  LOCALES,
  type Locale,
  NOTIFICATION_CATEGORIES,
  type NotificationCategory,
} from '@app/contracts';
import { IsBoolean, IsIn } from 'class-validator';
import { BroadcastVariantsDto } from '../broadcast/broadcast.dto';
import { IsId } from '../common/id.rule';
import { IsLink } from '../common/link.rule';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';

const KEY_MAX = 200;

export class CreateNotificationDto implements CreateNotificationInput {
  /** Made by the marketplace, for instance 'order-7-paid'. */
  @IsVisibleText(KEY_MAX)
  idempotencyKey!: string;

  @IsId()
  userId!: string;

  @IsIn(NOTIFICATION_CATEGORIES)
  category!: NotificationCategory;

  @IsNested(() => BroadcastVariantsDto)
  variants!: BroadcastVariantsDto;

  @IsIn(LOCALES)
  defaultLocale!: Locale;

  @CanBeAbsent()
  @IsLink()
  link?: string;

  @CanBeAbsent()
  @IsBoolean()
  isCritical?: boolean;
}
