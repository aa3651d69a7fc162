import {
  type AudienceInput,
  type BroadcastTextDto,
  type CreateBroadcastInput,
  LOCALES,
  type Locale,
  ROLES,
  type Role,
} from '@app/contracts';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';
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
  @IsOptional()
  @ValidateNested()
  @Type(() => BroadcastTextInputDto)
  en?: BroadcastTextInputDto;

  @IsOptional()
  @ValidateNested()
  @Type(() => BroadcastTextInputDto)
  fr?: BroadcastTextInputDto;

  @IsOptional()
  @ValidateNested()
  @Type(() => BroadcastTextInputDto)
  ar?: BroadcastTextInputDto;
}

export class AudienceInputDto implements AudienceInput {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles?: Role[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LOCALES.length)
  @IsIn(LOCALES, { each: true })
  locales?: Locale[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsVisibleText(40, { each: true })
  regions?: string[];
}

export class CreateBroadcastDto implements CreateBroadcastInput {
  @IsUUID()
  broadcastId!: string;

  @ValidateNested()
  @Type(() => BroadcastVariantsDto)
  variants!: BroadcastVariantsDto;

  @IsIn(LOCALES)
  defaultLocale!: Locale;

  @IsOptional()
  @ValidateNested()
  @Type(() => AudienceInputDto)
  audience?: AudienceInputDto;
}
