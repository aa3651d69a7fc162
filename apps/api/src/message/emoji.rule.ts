import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { registerDecorator } from 'class-validator';

/** Longer than any emoji of Unicode. */
const MAX_UNITS = 40;
/** Not a literal: sets of sequences need the `v` flag, which the language level of the sources lacks. */
const ONE_EMOJI = '^\\p{RGI_Emoji}$';
const EMOJI = new RegExp(ONE_EMOJI, 'v');
/** Asks for the coloured form of a character that is also text. */
const VARIATION_SELECTOR = '\ufe0f';

/** One emoji as people see it: a single sequence that Unicode recommends for interchange. */
export function isEmoji(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_UNITS && EMOJI.test(value);
}

/** Some keyboards leave the selector out; both mean one reaction. */
export function toEmoji(value: string): string {
  const coloured = value + VARIATION_SELECTOR;
  return !isEmoji(value) && isEmoji(coloured) ? coloured : value;
}

/** One emoji, in its one spelling. */
export function IsEmoji(): PropertyDecorator {
  const validate: PropertyDecorator = (target, propertyName) =>
    registerDecorator({
      name: 'isEmoji',
      target: target.constructor,
      propertyName: String(propertyName),
      options: { message: '$property must be one emoji' },
      validator: { validate: isEmoji },
    });
  return applyDecorators(
    validate,
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? toEmoji(value) : value)),
  );
}
