import {
  type AudienceInput,
  BROADCAST_CHANNELS,
  type BroadcastChannel,
  type BroadcastTextDto,
  type CreateBroadcastInput,
  LOCALES,
  type Locale,
  ROLES,
  type Role,
  type SaveSegmentInput,
  type ScheduleBroadcastInput,
  type UpdateBroadcastInput,
} from '@app/contracts';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsUUID } from 'class-validator';
import { IsId } from '../common/id.rule';
import { IsLink } from '../common/link.rule';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';
import { ZonedTimeDto } from '../common/zoned-time';

const TITLE_MAX = 120;
const TEXT_MAX = 2_000;
const SEGMENT_NAME_MAX = 80;

export class BroadcastTextInputDto implements BroadcastTextDto {
  @IsVisibleText(TITLE_MAX)
  title!: string;

  @IsVisibleText(TEXT_MAX)
  text!: string;
}

export class BroadcastVariantsDto implements Partial<Record<Locale, BroadcastTextDto>> {
  @CanBeAbsent()
  @IsNested(() => BroadcastTextInputDto)
  en?: BroadcastTextInputDto;

  @CanBeAbsent()
  @IsNested(() => BroadcastTextInputDto)
  fr?: BroadcastTextInputDto;

  @CanBeAbsent()
  @IsNested(() => BroadcastTextInputDto)
  ar?: BroadcastTextInputDto;
}

const WORDS_MAX = 50;
const WORD_MAX = 40;
/** Ids of a list stay well below what a request may weigh. */
const LIST_MAX = 1_000;

export class AudienceInputDto implements AudienceInput {
  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles?: Role[];

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(LOCALES.length)
  @IsIn(LOCALES, { each: true })
  locales?: Locale[];

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(WORDS_MAX)
  @IsVisibleText(WORD_MAX, { each: true })
  regions?: string[];

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(WORDS_MAX)
  @IsVisibleText(WORD_MAX, { each: true })
  tags?: string[];

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(WORDS_MAX)
  @IsVisibleText(WORD_MAX, { each: true })
  excludedTags?: string[];

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @IsId({ each: true })
  userIds?: string[];

  @CanBeAbsent()
  @IsId()
  segmentId?: string;
}

export class UpdateBroadcastDto implements UpdateBroadcastInput {
  @IsNested(() => BroadcastVariantsDto)
  variants!: BroadcastVariantsDto;

  @IsIn(LOCALES)
  defaultLocale!: Locale;

  @CanBeAbsent()
  @IsNested(() => AudienceInputDto)
  audience?: AudienceInputDto;

  @CanBeAbsent()
  @IsLink()
  link?: string;

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(BROADCAST_CHANNELS.length)
  @IsIn(BROADCAST_CHANNELS, { each: true })
  channels?: BroadcastChannel[];

  @CanBeAbsent()
  @IsNested(() => ZonedTimeDto)
  expiresAt?: ZonedTimeDto;
}

export class CreateBroadcastDto extends UpdateBroadcastDto implements CreateBroadcastInput {
  @IsUUID()
  broadcastId!: string;

  @CanBeAbsent()
  @IsNested(() => ZonedTimeDto)
  publishAt?: ZonedTimeDto;

  @CanBeAbsent()
  @IsBoolean()
  isDraft?: boolean;
}

export class ScheduleBroadcastDto implements ScheduleBroadcastInput {
  @CanBeAbsent()
  @IsNested(() => ZonedTimeDto)
  publishAt?: ZonedTimeDto;
}

export class SaveSegmentDto implements SaveSegmentInput {
  @IsVisibleText(SEGMENT_NAME_MAX)
  name!: string;

  @IsNested(() => AudienceInputDto)
  audience!: AudienceInputDto;
}
