import type {
  CloseChatInput,
  OpenChatInput,
  RefreshAuthInput,
  SetActivityInput,
  TypingInput,
  WatchPresenceInput,
} from '@app/contracts';
import { ArrayMaxSize, IsArray, IsBoolean, IsMongoId, IsString, MaxLength } from 'class-validator';

export class TypingDto implements TypingInput {
  @IsMongoId()
  chatId!: string;

  @IsBoolean()
  isTyping!: boolean;
}

export class OpenChatDto implements OpenChatInput {
  @IsMongoId()
  chatId!: string;

  @IsBoolean()
  isFocused!: boolean;
}

export class CloseChatDto implements CloseChatInput {
  @IsMongoId()
  chatId!: string;
}

export class WatchPresenceDto implements WatchPresenceInput {
  @IsArray()
  @ArrayMaxSize(100)
  @IsMongoId({ each: true })
  userIds!: string[];
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
