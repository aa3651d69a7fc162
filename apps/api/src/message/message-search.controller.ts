import type { MessageHitDto, Page } from '@app/contracts';
import { Get, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { MessageSearchQueryDto } from './message.dto';
import { MessageSearch } from './message-search';

@ApiController('messages/search')
export class MessageSearchController {
  constructor(private readonly search: MessageSearch) {}

  /** Newest first. Words in any order, folded; the last one may be only begun. */
  @Get()
  page(@CurrentActor() actor: Actor, @Query() query: MessageSearchQueryDto): Promise<Page<MessageHitDto>> {
    return this.search.page(actor, query);
  }
}
