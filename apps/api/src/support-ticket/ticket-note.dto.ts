import { type CreateNoteInput, DEFAULT_LIMITS } from '@app/contracts';
import { IsUUID } from 'class-validator';
import { IsVisibleText } from '../common/text.rule';

export class CreateNoteDto implements CreateNoteInput {
  @IsVisibleText(DEFAULT_LIMITS.messageMaxCodePoints)
  text!: string;

  @IsUUID()
  clientNoteId!: string;
}
