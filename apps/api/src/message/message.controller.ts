import type { ChatChangesDto, MessagePageDto, SentMessageDto } from '@app/contracts';
import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { ChangesQueryDto, MessagePageQueryDto, SendMessageBodyDto } from './message.dto';
import { MessageService } from './message.service';

@ApiController('chats/:chatId')
export class MessageController {
  constructor(private readonly messages: MessageService) {}

  @AlsoForGuests()
  @Get('messages')
  page(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Query() query: MessagePageQueryDto,
  ): Promise<MessagePageDto> {
    return this.messages.page(actor, chatId, query);
  }

  /** 200 for a first message and for its repeat alike; `duplicate` tells them apart. */
  @AlsoForGuests()
  @Post('messages')
  @HttpCode(200)
  send(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Body() body: SendMessageBodyDto,
  ): Promise<SentMessageDto> {
    return this.messages.send(actor, { ...body, chatId });
  }

  @AlsoForGuests()
  @Get('changes')
  changes(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Query() query: ChangesQueryDto,
  ): Promise<ChatChangesDto> {
    return this.messages.changes(actor, chatId, query);
  }
}
