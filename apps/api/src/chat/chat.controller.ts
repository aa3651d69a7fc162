import type { ChatCountsDto, ChatDto, Page, ReceiptDto } from '@app/contracts';
import { Body, Get, Param, Put, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { ChatListQueryDto, ChatPreferencesDto, ReadBodyDto } from './chat.dto';
import { ChatService } from './chat.service';

@ApiController('chats')
export class ChatController {
  constructor(private readonly chats: ChatService) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: ChatListQueryDto): Promise<Page<ChatDto>> {
    return this.chats.list(actor, query);
  }

  @Get('counts')
  counts(@CurrentActor() actor: Actor): Promise<ChatCountsDto> {
    return this.chats.counts(actor);
  }

  @Get(':chatId')
  get(@CurrentActor() actor: Actor, @Param('chatId', IdPipe) chatId: string): Promise<ChatDto> {
    return this.chats.get(actor, chatId);
  }

  @Put(':chatId/read')
  markRead(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Body() { seq }: ReadBodyDto,
  ): Promise<ReceiptDto> {
    return this.chats.markRead(actor, chatId, seq);
  }

  /** The caller's own flags: pin, mute, archive, mark unread. */
  @Put(':chatId/preferences')
  setPreferences(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Body() input: ChatPreferencesDto,
  ): Promise<ChatDto> {
    return this.chats.setPreferences(actor, chatId, input);
  }
}
