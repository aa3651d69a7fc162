import { applyDecorators } from '@nestjs/common';
import {
  IsString,
  MaxLength,
  Validate,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';

const LINK_MAX = 2_000;
/** Only its origin matters: what stays on it is a path of this site. */
const HERE = 'https://here.invalid';

@ValidatorConstraint({ name: 'isLink' })
class LinkConstraint implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'string' || !URL.canParse(value, HERE)) return false;
    const { protocol, origin, username } = new URL(value, HERE);
    if (username !== '') return false;
    return value.startsWith('/') ? origin === HERE : protocol === 'https:' && /^https:\/\//i.test(value);
  }

  defaultMessage({ property }: ValidationArguments): string {
    return `${property} must be a path of this site or an https address`;
  }
}

/** Where a notification may lead: '/orders/7' or 'https://…'; never another scheme, and never '//elsewhere'. */
export function IsLink(): PropertyDecorator {
  return applyDecorators(IsString(), MaxLength(LINK_MAX), Validate(LinkConstraint));
}
