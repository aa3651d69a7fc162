import type { UpdatedContextDto } from '@app/contracts';
import { Body, Param, Put } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { ServerController } from '../auth/server-controller.decorator';
import { ParamsPipe } from '../common/params.pipe';
import { ContextRefDto, UpdateContextDto } from './chat.dto';
import { ChatContexts } from './chat-contexts';

@ServerController('contexts')
export class ContextController {
  constructor(private readonly contexts: ChatContexts) {}

  /** The whole card of a listing, booking or order: every chat about it shows it so from now on. */
  @Put(':type/:id')
  @ApiParam({ name: 'type' })
  @ApiParam({ name: 'id' })
  update(@Param(ParamsPipe) ref: ContextRefDto, @Body() card: UpdateContextDto): Promise<UpdatedContextDto> {
    return this.contexts.update(ref, card);
  }
}
