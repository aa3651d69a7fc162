import {
  type AddMembersInput,
  CHAT_TYPES,
  type ChatType,
  type CreateChatInput,
  DEFAULT_LIMITS,
  MEMBER_ROLES,
  type MemberRole,
  type UpdateChatInput,
  type UpdateMemberInput,
} from '@app/contracts';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID } from 'class-validator';
import { ChatContextInputDto } from '../chat/chat.dto';
import { IsId } from '../common/id.rule';
import { CanBeAbsent, IsNested } from '../common/optional.rule';
import { IsVisibleText } from '../common/text.rule';

const { groupMaxMembers, titleMaxCodePoints } = DEFAULT_LIMITS;

/** What each type of chat needs of these is checked where it is opened. */
export class CreateChatDto implements CreateChatInput {
  @CanBeAbsent()
  @IsIn(CHAT_TYPES)
  type: ChatType = 'direct';

  @CanBeAbsent()
  @IsArray()
  @ArrayMaxSize(groupMaxMembers - 1)
  @IsId({ each: true })
  memberIds?: string[];

  @CanBeAbsent()
  @IsVisibleText(titleMaxCodePoints)
  title?: string;

  @CanBeAbsent()
  @IsUUID()
  clientChatId?: string;

  @CanBeAbsent()
  @IsNested(() => ChatContextInputDto)
  context?: ChatContextInputDto;
}

export class UpdateChatDto implements UpdateChatInput {
  @IsVisibleText(titleMaxCodePoints)
  title!: string;
}

export class AddMembersDto implements AddMembersInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(groupMaxMembers - 1)
  @IsId({ each: true })
  userIds!: string[];
}

export class UpdateMemberDto implements UpdateMemberInput {
  @IsIn(MEMBER_ROLES)
  role!: MemberRole;
}
