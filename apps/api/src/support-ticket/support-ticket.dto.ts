import {
  type AssignTicketInput,
  type CreateTicketInput,
  DEFAULT_LIMITS,
  type EscalateTicketInput,
  LOCALES,
  type Locale,
  type SavedViewQuery,
  TICKET_PRIORITIES,
  TICKET_STATES,
  TICKET_VIEWS,
  type TicketCategory,
  type TicketListQuery,
  type TicketPriority,
  type TicketState,
  type TicketView,
  type UpdateTicketInput,
} from '@app/contracts';
import { IntersectionType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsISO8601, IsUUID, ValidateIf } from 'class-validator';
import { ChatContextInputDto } from '../chat/chat.dto';
import { IsId } from '../common/id.rule';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { PageQueryDto } from '../common/page.dto';
import { IsVisibleText } from '../common/text.rule';
import { IsCategoryKey } from '../ticket-category/category-key.rule';

export const TAG_MAX = 40;
export const REASON_MAX = 1_000;

export class CreateTicketDto implements CreateTicketInput {
  @IsVisibleText(DEFAULT_LIMITS.subjectMaxCodePoints)
  subject!: string;

  @IsCategoryKey()
  category!: TicketCategory;

  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  description!: string;

  @IsUUID()
  clientMsgId!: string;

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(DEFAULT_LIMITS.attachmentsPerMessageMax)
  @ArrayUnique()
  @IsId({ each: true })
  attachmentIds?: string[];

  @CanBeAbsent()
  @IsNested(() => ChatContextInputDto)
  context?: ChatContextInputDto;

  @CanBeAbsent()
  @IsId()
  followUpOf?: string;
}

export class UpdateTicketDto implements UpdateTicketInput {
  @CanBeAbsent()
  @IsIn(TICKET_STATES)
  state?: TicketState;

  @CanBeAbsent()
  @IsIn(TICKET_PRIORITIES)
  priority?: TicketPriority;

  @CanBeAbsent()
  @IsCategoryKey()
  category?: TicketCategory;

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(DEFAULT_LIMITS.ticketTagsMax)
  @IsVisibleText(TAG_MAX, { each: true })
  tags?: string[];

  @ValidateIf((_, value: unknown) => value !== undefined && value !== null)
  @IsISO8601({ strict: true })
  snoozedUntil?: string | null;
}

export class AssignTicketDto implements AssignTicketInput {
  /** Null puts the ticket back into the queue. */
  @ValidateIf(({ assigneeId }: AssignTicketDto) => assigneeId !== null)
  @IsId()
  assigneeId!: string | null;

  @ValidateIf(({ expectedAssigneeId }: AssignTicketDto) => expectedAssigneeId !== null)
  @CanBeAbsent()
  @IsId()
  expectedAssigneeId?: string | null;
}

export class EscalateTicketDto implements EscalateTicketInput {
  @IsVisibleText(REASON_MAX)
  reason!: string;

  @CanBeAbsent()
  @IsId()
  leadId?: string;
}

/** What a list of tickets can be narrowed down by; saved views keep it. */
export class TicketFilterDto implements SavedViewQuery {
  @CanBeAbsent()
  @IsIn(TICKET_VIEWS)
  view?: TicketView;

  @CanBeAbsent()
  @IsIn(TICKET_STATES)
  state?: TicketState;

  @CanBeAbsent()
  @IsCategoryKey()
  category?: TicketCategory;

  @CanBeAbsent()
  @IsIn(TICKET_PRIORITIES)
  priority?: TicketPriority;

  @CanBeAbsent()
  @IsVisibleText(TAG_MAX)
  tag?: string;

  @CanBeAbsent()
  @IsIn(LOCALES)
  language?: Locale;

  @CanBeAbsent()
  @IsId()
  assigneeId?: string;

  @CanBeAbsent()
  @IsId()
  requesterId?: string;
}

/** More than a screen shows: a row carries its clocks, history and people, and the next page comes when the end is in sight. */
const TICKETS_A_PAGE = 25;

export class TicketListQueryDto extends IntersectionType(PageQueryDto, TicketFilterDto) implements TicketListQuery {
  override limit: number = TICKETS_A_PAGE;
}
