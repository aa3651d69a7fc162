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
import { IsIn, IsUUID, ValidateIf } from 'class-validator';
import { IsId } from '../common/id.rule';
import { CanBeAbsent } from '../common/optional.rule';
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
  @CanBeAbsent()
  @IsIn(TICKET_STATES)
  state?: TicketState;

  @CanBeAbsent()
  @IsIn(TICKET_PRIORITIES)
  priority?: TicketPriority;
}

export class AssignTicketDto implements AssignTicketInput {
  /** Null puts the ticket back into the queue. */
  @ValidateIf(({ assigneeId }: AssignTicketDto) => assigneeId !== null)
  @IsId()
  assigneeId!: string | null;
}

export class TicketListQueryDto extends PageQueryDto implements TicketListQuery {
  @CanBeAbsent()
  @IsIn(TICKET_VIEWS)
  view: TicketView = 'all';

  @CanBeAbsent()
  @IsIn(TICKET_STATES)
  state?: TicketState;
}
