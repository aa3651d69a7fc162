import { applyDecorators } from '@nestjs/common';
import type { ValidationArguments, ValidationOptions } from 'class-validator';
import { IsString, Validate, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** White space and characters without width: text made of these only says nothing. */
const INVISIBLE_ONLY = /^[\s\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0]*$/u;

@ValidatorConstraint({ name: 'isVisibleText' })
class VisibleTextConstraint implements ValidatorConstraintInterface {
  validate(value: unknown, { constraints }: ValidationArguments): boolean {
    const max = constraints[0] as number;
    return typeof value === 'string' && !INVISIBLE_ONLY.test(value) && codePoints(value) <= max;
  }

  defaultMessage({ property, constraints }: ValidationArguments): string {
    return `${property} must be text of 1 to ${constraints[0]} characters`;
  }
}

/** Text with something to see in it, at most `max` code points. */
export function IsVisibleText(max: number, options: ValidationOptions = {}): PropertyDecorator {
  return applyDecorators(IsString(options), Validate(VisibleTextConstraint, [max], options));
}

export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The first `max` code points, marked when something was cut. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = [...text];
  return points.length <= max ? text : `${points.slice(0, max - 1).join('')}…`;
}
