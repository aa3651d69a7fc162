import type { ChatDto, UserDto } from '@app/contracts';
import { Delete, Get, Param, Put } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { BlockService } from './block.service';

@ApiController('users')
export class BlockController {
  constructor(private readonly blocks: BlockService) {}

  /** Whom the caller has blocked. */
  @Get('blocked')
  list(@CurrentActor() actor: Actor): Promise<UserDto[]> {
    return this.blocks.list(actor);
  }

  /** Answers the direct chats with that person as the caller now sees them. */
  @Put(':userId/block')
  block(@CurrentActor() actor: Actor, @Param('userId', IdPipe) userId: string): Promise<ChatDto[]> {
    return this.blocks.set(actor, userId, true);
  }

  @Delete(':userId/block')
  unblock(@CurrentActor() actor: Actor, @Param('userId', IdPipe) userId: string): Promise<ChatDto[]> {
    return this.blocks.set(actor, userId, false);
  }
}
