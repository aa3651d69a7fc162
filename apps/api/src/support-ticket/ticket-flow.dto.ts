import { DEFAULT_LIMITS, type LinkTicketInput, type MergeTicketInput, type RateTicketInput } from '@app/contracts';
import { IsInt, Max, Min } from 'class-validator';
import { IsId } from '../common/id.rule';
import { CanBeAbsent } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';

export class MergeTicketDto implements MergeTicketInput {
  @IsId()
  withId!: string;
}

export class LinkTicketDto implements LinkTicketInput {
  @IsId()
  ticketId!: string;
}

export class RateTicketDto implements RateTicketInput {
  @IsInt()
  @Min(1)
  @Max(5)
  score!: number;

  @CanBeAbsent()
  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  comment?: string;
}
