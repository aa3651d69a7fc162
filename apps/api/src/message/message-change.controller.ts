import type { MessageDto, MessageVersionsDto } from '@app/contracts';
import { Body, Delete, Get, Param, Patch, Put } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { AlsoForGuests } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { EmojiPipe } from './emoji.pipe';
import { EditMessageBodyDto } from './message.dto';
import { MessageEditing } from './message-editing';

@ApiController('messages/:messageId')
export class MessageChangeController {
  constructor(private readonly editing: MessageEditing) {}

  @AlsoForGuests()
  @Patch()
  edit(
    @CurrentActor() actor: Actor,
    @Param('messageId', IdPipe) messageId: string,
    @Body() body: EditMessageBodyDto,
  ): Promise<MessageDto> {
    return this.editing.edit(actor, { ...body, messageId });
  }

  /** Answers the tombstone. */
  @AlsoForGuests()
  @Delete()
  delete(@CurrentActor() actor: Actor, @Param('messageId', IdPipe) messageId: string): Promise<MessageDto> {
    return this.editing.delete(actor, messageId);
  }

  @Get('history')
  history(@CurrentActor() actor: Actor, @Param('messageId', IdPipe) messageId: string): Promise<MessageVersionsDto> {
    return this.editing.history(actor, messageId);
  }

  @AlsoForGuests()
  @Put('reactions/:emoji')
  react(
    @CurrentActor() actor: Actor,
    @Param('messageId', IdPipe) messageId: string,
    @Param('emoji', EmojiPipe) emoji: string,
  ): Promise<MessageDto> {
    return this.editing.react(actor, { messageId, emoji, isOn: true });
  }

  @AlsoForGuests()
  @Delete('reactions/:emoji')
  unreact(
    @CurrentActor() actor: Actor,
    @Param('messageId', IdPipe) messageId: string,
    @Param('emoji', EmojiPipe) emoji: string,
  ): Promise<MessageDto> {
    return this.editing.react(actor, { messageId, emoji, isOn: false });
  }
}
