import { LOCALES, type Locale, NOTIFICATION_CATEGORIES, type NotificationCategory } from '@app/contracts';
import {
  IsBoolean,
  IsIn,
  IsObject,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { BroadcastVariantsDto } from '../broadcast/broadcast.dto';
import { IsId } from '../common/id.rule';
import { IsLink } from '../common/link.rule';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';
import { IsExternalId } from '../user/external-id.rule';
import { IsTemplateKey } from './template/template.dto';

const KEY_MAX = 200;
const VARIABLES_MAX = 50;
const VALUE_MAX = 500;

@ValidatorConstraint({ name: 'variables' })
class VariablesConstraint implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    const values = typeof value === 'object' && value !== null ? Object.values(value) : [];
    return values.length <= VARIABLES_MAX && values.every(isValue);
  }

  defaultMessage(): string {
    return `variables must be at most ${VARIABLES_MAX} texts of up to ${VALUE_MAX} characters, or numbers`;
  }
}

/** One of the two ways of saying it, and of naming the person, is checked by `CustomEvents`. */
export class CreateNotificationDto {
  /** Made by the marketplace, for instance 'order-7-paid'. */
  @IsVisibleText(KEY_MAX)
  idempotencyKey!: string;

  @CanBeAbsent()
  @IsId()
  userId?: string;

  /** The marketplace's own id of the person, instead of `userId`. */
  @CanBeAbsent()
  @IsExternalId()
  externalId?: string;

  @CanBeAbsent()
  @IsIn(NOTIFICATION_CATEGORIES)
  category?: NotificationCategory;

  @CanBeAbsent()
  @IsNested(() => BroadcastVariantsDto)
  variants?: BroadcastVariantsDto;

  @CanBeAbsent()
  @IsIn(LOCALES)
  defaultLocale?: Locale;

  /** The key of a stored template, instead of `category`, `variants` and `defaultLocale`. */
  @CanBeAbsent()
  @IsTemplateKey()
  template?: string;

  @CanBeAbsent()
  @IsObject()
  @Validate(VariablesConstraint)
  variables?: Record<string, string | number>;

  @CanBeAbsent()
  @IsLink()
  link?: string;

  @CanBeAbsent()
  @IsBoolean()
  isCritical?: boolean;
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' ? value.length <= VALUE_MAX : typeof value === 'number' && Number.isFinite(value);
}
