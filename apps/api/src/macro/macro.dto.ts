import {
  type BulkTicketsInput,
  DEFAULT_LIMITS,
  type MacroInput,
  type RunMacroInput,
  type TicketAction,
} from '@app/contracts';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsUUID } from 'class-validator';
import { IsId } from '../common/id.rule';
import { CanBeAbsent } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';
import { IsTicketActions } from './ticket-action.dto';

export class MacroInputDto implements MacroInput {
  @IsVisibleText(DEFAULT_LIMITS.titleMaxCodePoints)
  name!: string;

  @CanBeAbsent()
  @IsBoolean()
  isTeam?: boolean;

  @IsTicketActions()
  actions!: TicketAction[];
}

export class RunMacroDto implements RunMacroInput {
  @IsUUID()
  clientRunId!: string;
}

export class BulkTicketsDto implements BulkTicketsInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(DEFAULT_LIMITS.pageMax)
  @IsId({ each: true })
  ticketIds!: string[];

  @IsTicketActions()
  actions!: TicketAction[];

  @IsUUID()
  clientRunId!: string;
}
