import {
  CHAT_FILTERS,
  type ChatContextInput,
  type ChatFilter,
  type ChatListQuery,
  type ChatPreferencesInput,
  CONTEXT_TYPES,
  type ContextType,
  DEFAULT_LIMITS,
  type KnownChatDto,
  type MarkReadInput,
  type SyncInboxInput,
  type UpdateContextInput,
} from '@app/contracts';
import { applyDecorators } from '@nestjs/common';
import { OmitType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsId } from '../common/id.rule';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { PageQueryDto } from '../common/page.dto';
import { IsVisibleText } from '../common/text.rule';

/** ISO 8601 knows weeks, offsets and years of six digits as well; the wire has only this. */
const UTC_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

const WEB_URL = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

function IsCount(): PropertyDecorator {
  return applyDecorators(IsInt(), Min(0), Max(Number.MAX_SAFE_INTEGER));
}

export class PriceDto {
  /** Minor units. */
  @IsCount()
  amount!: number;

  @Matches(/^[A-Z]{3}$/)
  currency!: string;
}

export class ChatContextInputDto implements ChatContextInput {
  @IsIn(CONTEXT_TYPES)
  type!: ContextType;

  @Matches(/^[\w.:-]{1,64}$/)
  id!: string;

  @IsVisibleText(120)
  title!: string;

  @CanBeAbsent()
  @IsUrl(WEB_URL)
  @MaxLength(500)
  imageUrl?: string;

  @CanBeAbsent()
  @IsUrl(WEB_URL)
  @MaxLength(500)
  url?: string;

  @CanBeAbsent()
  @IsNested(() => PriceDto)
  price?: PriceDto;

  @CanBeAbsent()
  @IsVisibleText(40)
  status?: string;
}

export class ChatListQueryDto extends PageQueryDto implements ChatListQuery {
  @CanBeAbsent()
  @IsIn(CHAT_FILTERS)
  filter: ChatFilter = 'all';

  @CanBeAbsent()
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  query?: string;
}

/** Path of a context. */
export class ContextRefDto extends PickType(ChatContextInputDto, ['type', 'id'] as const) {}

export class UpdateContextDto
  extends OmitType(ChatContextInputDto, ['type', 'id'] as const)
  implements UpdateContextInput {}

export class ChatPreferencesDto implements ChatPreferencesInput {
  @CanBeAbsent()
  @IsBoolean()
  isPinned?: boolean;

  @ValidateIf((_, value: unknown) => value !== undefined && value !== null)
  @IsISO8601({ strict: true })
  @Matches(UTC_TIME, { message: '$property must be a time like 2026-01-31T12:00:00.000Z, or null' })
  mutedUntil?: string | null;

  @CanBeAbsent()
  @IsBoolean()
  isArchived?: boolean;

  @CanBeAbsent()
  @IsBoolean()
  isMarkedUnread?: boolean;
}

class KnownChat implements KnownChatDto {
  @IsId()
  chatId!: string;

  @IsCount()
  headRev!: number;

  @IsCount()
  infoRev!: number;

  @IsCount()
  markers!: number;
}

export class SyncInboxDto implements SyncInboxInput {
  @CanBeAbsent()
  @IsString()
  @MaxLength(64)
  epoch?: string;

  @IsArray()
  @ArrayMaxSize(DEFAULT_LIMITS.syncPageMax)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => KnownChat)
  known!: KnownChat[];
}

export class ReadBodyDto {
  @IsCount()
  seq!: number;
}

export class ReceiptInputDto extends ReadBodyDto implements MarkReadInput {
  @IsId()
  chatId!: string;
}
