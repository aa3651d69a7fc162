import type { ResponseBadgeDto } from '@app/contracts';
import { Get, Param } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { ResponseBadgeService } from './response-badge.service';

@ApiController('users/:userId/response-badge')
export class ResponseBadgeController {
  constructor(private readonly badges: ResponseBadgeService) {}

  /** How reliably and how fast this person answers new threads. */
  @Get()
  get(@CurrentActor() actor: Actor, @Param('userId', IdPipe) userId: string): Promise<ResponseBadgeDto> {
    return this.badges.of(actor, userId);
  }
}
