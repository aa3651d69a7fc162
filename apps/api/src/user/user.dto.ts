import { LOCALES, type Locale, type UpdateMeInput } from '@app/contracts';
import { IsIn, IsString, IsTimeZone, MaxLength, MinLength } from 'class-validator';
import { CanBeAbsent } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';

export class UpdateMeDto implements UpdateMeInput {
  @CanBeAbsent()
  @IsVisibleText(80)
  name?: string;

  @CanBeAbsent()
  @IsIn(LOCALES)
  locale?: Locale;

  @CanBeAbsent()
  @IsTimeZone()
  timeZone?: string;
}

export class UserSearchDto {
  /** The beginning of a word of the name. Taken literally. */
  @IsString()
  @MinLength(3)
  @MaxLength(100)
  query!: string;
}
