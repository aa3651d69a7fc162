import {
  LOCALES,
  type Locale,
  NOTIFICATION_CATEGORIES,
  type NotificationCategory,
  type NotificationTemplateInput,
} from '@app/contracts';
import { applyDecorators } from '@nestjs/common';
import { IsBoolean, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { BroadcastVariantsDto } from '../../broadcast/broadcast.dto';
import { IsLink } from '../../common/link.rule';
import { CanBeAbsent, IsNested } from '../../common/optional.rule';

const KEY_MAX = 100;
const KEY = /^[A-Za-z][\w.-]*$/;

/** 'order.paid' */
export function IsTemplateKey(): PropertyDecorator {
  return applyDecorators(IsString(), MaxLength(KEY_MAX), Matches(KEY));
}

export class TemplateKeyDto {
  @IsTemplateKey()
  key!: string;
}

export class NotificationTemplateInputDto implements NotificationTemplateInput {
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
