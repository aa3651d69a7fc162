import { LOCALES, type Locale, type UpdateMeInput } from '@app/contracts';
import { IsIn, IsOptional, IsString, IsTimeZone, MaxLength, MinLength } from 'class-validator';
import { IsVisibleText } from '../common/text.rule';

export class UpdateMeDto implements UpdateMeInput {
  @IsOptional()
  @IsVisibleText(80)
  name?: string;

  @IsOptional()
  @IsIn(LOCALES)
  locale?: Locale;

  @IsOptional()
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
