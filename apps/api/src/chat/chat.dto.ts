import {
  CHAT_FILTERS,
  type ChatContextInput,
  type ChatFilter,
  type ChatListQuery,
  type ChatPreferencesInput,
  CONTEXT_TYPES,
  type ContextType,
  type MarkReadInput,
} from '@app/contracts';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { IsId } from '../common/id.rule';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { PageQueryDto } from '../common/page.dto';
import { IsVisibleText } from '../common/text.rule';

const WEB_URL = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

export class PriceDto {
  /** Minor units. */
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
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

export class ChatPreferencesDto implements ChatPreferencesInput {
  @CanBeAbsent()
  @IsBoolean()
  isPinned?: boolean;

  @ValidateIf((_, value: unknown) => value !== undefined && value !== null)
  @IsISO8601({ strict: true, strictSeparator: true })
  @MaxLength(40)
  mutedUntil?: string | null;

  @CanBeAbsent()
  @IsBoolean()
  isArchived?: boolean;

  @CanBeAbsent()
  @IsBoolean()
  isMarkedUnread?: boolean;
}

export class ReadBodyDto {
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  seq!: number;
}

export class ReceiptInputDto extends ReadBodyDto implements MarkReadInput {
  @IsId()
  chatId!: string;
}
