import type {
  CloseChatInput,
  OpenChatInput,
  RefreshAuthInput,
  SetActivityInput,
  TypingInput,
  ViewTicketInput,
  WatchPresenceInput,
} from '@app/contracts';
import { ArrayMaxSize, IsArray, IsBoolean, IsString, MaxLength, ValidateIf } from 'class-validator';
import { IsId } from '../common/id.rule';

export class TypingDto implements TypingInput {
  @IsId()
  chatId!: string;

  @IsBoolean()
  isTyping!: boolean;
}

export class OpenChatDto implements OpenChatInput {
  @IsId()
  chatId!: string;

  @IsBoolean()
  isFocused!: boolean;
}

export class CloseChatDto implements CloseChatInput {
  @IsId()
  chatId!: string;
}

export class WatchPresenceDto implements WatchPresenceInput {
  @IsArray()
  @ArrayMaxSize(100)
  @IsId({ each: true })
  userIds!: string[];
}

export class ViewTicketDto implements ViewTicketInput {
  /** Null: no ticket is on screen. */
  @ValidateIf(({ ticketId }: ViewTicketDto) => ticketId !== null)
  @IsId()
  ticketId!: string | null;

  @IsBoolean()
  isReplying!: boolean;
}

export class SetActivityDto implements SetActivityInput {
  @IsBoolean()
  isIdle!: boolean;
}

export class RefreshAuthDto implements RefreshAuthInput {
  @IsString()
  @MaxLength(2_000)
  token!: string;
}
