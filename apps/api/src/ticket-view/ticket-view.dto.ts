import { DEFAULT_LIMITS, type SavedViewInput } from '@app/contracts';
import { IsBoolean } from 'class-validator';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';
import { TicketFilterDto } from '../support-ticket/support-ticket.dto';

export class SavedViewInputDto implements SavedViewInput {
  @IsVisibleText(DEFAULT_LIMITS.titleMaxCodePoints)
  name!: string;

  @CanBeAbsent()
  @IsBoolean()
  isTeam?: boolean;

  @IsNested(() => TicketFilterDto)
  query!: TicketFilterDto;
}
