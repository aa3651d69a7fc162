import {
  type AssignTicketInput,
  type CreateTicketInput,
  DEFAULT_LIMITS,
  TICKET_CATEGORIES,
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
import { IsIn, IsMongoId, IsOptional, IsUUID, ValidateIf } from 'class-validator';
import { PageQueryDto } from '../common/page.dto';
import { IsVisibleText } from '../common/text.rule';

export class CreateTicketDto implements CreateTicketInput {
  @IsVisibleText(DEFAULT_LIMITS.subjectMaxCodePoints)
  subject!: string;

  @IsIn(TICKET_CATEGORIES)
  category!: TicketCategory;

  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  description!: string;

  @IsUUID()
  clientMsgId!: string;
}

export class UpdateTicketDto implements UpdateTicketInput {
  @IsOptional()
  @IsIn(TICKET_STATES)
  state?: TicketState;

  @IsOptional()
  @IsIn(TICKET_PRIORITIES)
  priority?: TicketPriority;
}

export class AssignTicketDto implements AssignTicketInput {
  /** Null puts the ticket back into the queue. */
  @ValidateIf(({ assigneeId }: AssignTicketDto) => assigneeId !== null)
  @IsMongoId()
  assigneeId!: string | null;
}

export class TicketListQueryDto extends PageQueryDto implements TicketListQuery {
  @IsOptional()
  @IsIn(TICKET_VIEWS)
  view: TicketView = 'all';

  @IsOptional()
  @IsIn(TICKET_STATES)
  state?: TicketState;
}
