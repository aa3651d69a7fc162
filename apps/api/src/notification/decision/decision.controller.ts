import type { DecisionDto, Page } from '@app/contracts';
import { Get, Query } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { ApiController } from '../../auth/api-controller.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { DecisionListQueryDto } from './decision.dto';
import { DecisionLog } from './decision-log';

@ApiController('notifications')
export class DecisionController {
  constructor(private readonly log: DecisionLog) {}

  /** Why somebody did or did not get something: the last 30 days, newest first. */
  @Get('decisions')
  list(@CurrentActor() actor: Actor, @Query() query: DecisionListQueryDto): Promise<Page<DecisionDto>> {
    return this.log.page(actor, query);
  }
}
