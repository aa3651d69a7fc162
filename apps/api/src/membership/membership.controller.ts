import type { ChatDto } from '@app/contracts';
import { Body, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { ChatOpening } from './chat-opening';
import { GroupService } from './group.service';
import { AddMembersDto, CreateChatDto, UpdateChatDto, UpdateMemberDto } from './membership.dto';

@ApiController('chats')
export class MembershipController {
  constructor(
    private readonly opening: ChatOpening,
    private readonly groups: GroupService,
  ) {}

  /** A new group; or the one thread of this pair and context, or of the caller and the staff: made, or found. */
  @Post()
  @HttpCode(200)
  open(@CurrentActor() actor: Actor, @Body() input: CreateChatDto): Promise<ChatDto> {
    return this.opening.open(actor, input);
  }

  @Patch(':chatId')
  rename(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Body() { title }: UpdateChatDto,
  ): Promise<ChatDto> {
    return this.groups.rename(actor, chatId, title);
  }

  @Post(':chatId/members')
  @HttpCode(200)
  add(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Body() { userIds }: AddMembersDto,
  ): Promise<ChatDto> {
    return this.groups.add(actor, chatId, userIds);
  }

  /** The chat as the caller now sees it; null after leaving it (one's own id). */
  @Delete(':chatId/members/:userId')
  remove(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Param('userId', IdPipe) userId: string,
  ): Promise<ChatDto | null> {
    return this.groups.remove(actor, chatId, userId);
  }

  @Patch(':chatId/members/:userId')
  setRole(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Param('userId', IdPipe) userId: string,
    @Body() { role }: UpdateMemberDto,
  ): Promise<ChatDto> {
    return this.groups.setRole(actor, chatId, userId, role);
  }
}
