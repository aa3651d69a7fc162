import {
  type AudienceInput,
  type BroadcastTextDto,
  type CreateBroadcastInput,
  LOCALES,
  type Locale,
  ROLES,
  type Role,
} from '@app/contracts';
import { ArrayMaxSize, IsArray, IsIn, IsUUID } from 'class-validator';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';

const TITLE_MAX = 120;
const TEXT_MAX = 2_000;

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
  @ArrayMaxSize(50)
  @IsVisibleText(40, { each: true })
  regions?: string[];
}

export class CreateBroadcastDto implements CreateBroadcastInput {
  @IsUUID()
  broadcastId!: string;

  @IsNested(() => BroadcastVariantsDto)
  variants!: BroadcastVariantsDto;

  @IsIn(LOCALES)
  defaultLocale!: Locale;

  @CanBeAbsent()
  @IsNested(() => AudienceInputDto)
  audience?: AudienceInputDto;
}
