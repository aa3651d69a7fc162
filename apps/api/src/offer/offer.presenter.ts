import type { OfferDto, OfferHistoryDto, OfferStepDto } from '@app/contracts';
import type { Offer } from './offer.schema';

/** Always in this order: copies in messages are compared as stored. */
export function toOfferDto(offer: Offer): OfferDto {
  return {
    id: offer._id.toHexString(),
    makerId: offer.makerId.toHexString(),
    amount: offer.amount,
    currency: offer.currency,
    state: offer.state,
    counterOfId: offer.counterOfId?.toHexString() ?? null,
    expiresAt: offer.expiresAt.toISOString(),
    closedAt: offer.closedAt?.toISOString() ?? null,
    closedById: offer.closed?.senderId.toHexString() ?? null,
  };
}

/** The offer as it was when it was made. */
export function toMadeOfferDto(offer: Offer): OfferDto {
  return { ...toOfferDto(offer), state: 'live', closedAt: null, closedById: null };
}

export function toOfferHistoryDto(offer: Offer): OfferHistoryDto {
  const { state, closedAt, closed, makerId, createdAt } = offer;
  const made: OfferStepDto = { state: 'live', byUserId: makerId.toHexString(), at: createdAt.toISOString() };
  const end = closedAt && { state, byUserId: closed?.senderId.toHexString() ?? null, at: closedAt.toISOString() };
  return { offer: toOfferDto(offer), chatId: offer.chatId.toHexString(), steps: end ? [made, end] : [made] };
}
