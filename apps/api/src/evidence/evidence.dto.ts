import { DEFAULT_LIMITS, type EscalateChatInput, type TicketCategory } from '@app/contracts';
import { IsUUID } from 'class-validator';
import { IsVisibleText } from '../common/text.rule';
import { IsCategoryKey } from '../ticket-category/category-key.rule';

export class EscalateChatDto implements EscalateChatInput {
  @IsCategoryKey()
  category!: TicketCategory;

  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  reason!: string;

  @IsUUID()
  clientMsgId!: string;
}
