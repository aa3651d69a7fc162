import type { OfferHistoryDto, Page } from '@app/contracts';
import { Get, Param, Query } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { ApiController } from '../auth/api-controller.decorator';
import { CurrentActor } from '../auth/current-actor.decorator';
import { IdPipe } from '../common/id.pipe';
import { PageQueryDto } from '../common/page.dto';
import { OfferHistory } from './offer-history';

@ApiController('offers')
export class OfferController {
  constructor(private readonly offers: OfferHistory) {}

  @Get(':offerId/history')
  history(@CurrentActor() actor: Actor, @Param('offerId', IdPipe) offerId: string): Promise<OfferHistoryDto> {
    return this.offers.of(actor, offerId);
  }
}

@ApiController('chats/:chatId/offers')
export class ChatOfferController {
  constructor(private readonly offers: OfferHistory) {}

  /** All offers of a chat, newest first, each with its steps. */
  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Param('chatId', IdPipe) chatId: string,
    @Query() query: PageQueryDto,
  ): Promise<Page<OfferHistoryDto>> {
    return this.offers.page(actor, chatId, query);
  }
}
