import { type CannedReplyInput, DEFAULT_LIMITS, type Locale } from '@app/contracts';
import { IsBoolean, Matches, MaxLength } from 'class-validator';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';

const SHORTCUT_MAX = 40;

/** A reply in each language that there is one for. */
export class ReplyVariantsDto implements Partial<Record<Locale, string>> {
  @CanBeAbsent()
  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  en?: string;

  @CanBeAbsent()
  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  fr?: string;

  @CanBeAbsent()
  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  ar?: string;
}

export class CannedReplyInputDto implements CannedReplyInput {
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'shortcut must be lower case letters, digits and hyphens' })
  @MaxLength(SHORTCUT_MAX)
  shortcut!: string;

  @IsVisibleText(DEFAULT_LIMITS.titleMaxCodePoints)
  title!: string;

  @CanBeAbsent()
  @IsBoolean()
  isTeam?: boolean;

  @IsNested(() => ReplyVariantsDto)
  variants!: ReplyVariantsDto;
}
