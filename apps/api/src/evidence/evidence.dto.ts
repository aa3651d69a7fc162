import { DEFAULT_LIMITS, type EscalateChatInput, TICKET_CATEGORIES, type TicketCategory } from '@app/contracts';
import { IsIn, IsUUID } from 'class-validator';
import { IsVisibleText } from '../common/text.rule';

export class EscalateChatDto implements EscalateChatInput {
  @IsIn(TICKET_CATEGORIES)
  category!: TicketCategory;

  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  reason!: string;

  @IsUUID()
  clientMsgId!: string;
}
