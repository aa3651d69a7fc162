import type { CannedReplyDto } from '@app/contracts';
import { Body, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { OnlyFor } from '../auth/auth.guard';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { CannedReplyInputDto } from './canned-reply.dto';
import { CannedReplyService } from './canned-reply.service';

@OnlyFor('agent', 'admin')
@ApiController('canned-replies')
export class CannedReplyController {
  constructor(private readonly replies: CannedReplyService) {}

  @Get()
  list(@CurrentActor() actor: Actor): Promise<CannedReplyDto[]> {
    return this.replies.list(actor);
  }

  @Post()
  @HttpCode(200)
  create(@CurrentActor() actor: Actor, @Body() input: CannedReplyInputDto): Promise<CannedReplyDto> {
    return this.replies.create(actor, input);
  }

  @Put(':replyId')
  update(
    @CurrentActor() actor: Actor,
    @Param('replyId', IdPipe) replyId: string,
    @Body() input: CannedReplyInputDto,
  ): Promise<CannedReplyDto> {
    return this.replies.update(actor, replyId, input);
  }

  @Delete(':replyId')
  remove(@CurrentActor() actor: Actor, @Param('replyId', IdPipe) replyId: string): Promise<void> {
    return this.replies.remove(actor, replyId);
  }
}
