/** `live` is the only state that changes; the others are final. `countered`: the other side answered with an offer of its own. */
export const OFFER_STATES = ['live', 'accepted', 'declined', 'withdrawn', 'countered', 'expired'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** The other side accepts or declines, the maker withdraws. */
export const OFFER_ANSWERS = ['accept', 'decline', 'withdraw'] as const;
export type OfferAnswer = (typeof OFFER_ANSWERS)[number];

/** An amount of money: integer minor units (cents) with an ISO 4217 code. */
export interface MoneyDto {
  amount: number;
  currency: string;
}

/** An offer as it now stands; the message that made it carries it, and is announced again when it changes. */
export interface OfferDto extends MoneyDto {
  id: string;
  makerId: string;
  state: OfferState;
  /** The other side's offer that this one took the place of. */
  counterOfId: string | null;
  expiresAt: string;
  /** When and by whom it left `live`; nobody closes an expired one. */
  closedAt: string | null;
  closedById: string | null;
}

/** What a message says about an offer made before it. */
export interface OfferAnswerDto extends MoneyDto {
  offerId: string;
  answer: OfferAnswer;
}

/** Direct chats only, one live offer a side (else OFFER_LIVE). With `counterOfId` the other side's live offer becomes `countered`. */
export interface OfferInput extends MoneyDto {
  counterOfId?: string;
}

/** OFFER_CLOSED when it is not live any more, with a message that names its state. */
export interface OfferAnswerInput {
  offerId: string;
  answer: OfferAnswer;
}

/** One step in the life of an offer, oldest first: GET /api/offers/:offerId/history, for the two sides and admins. */
export interface OfferStepDto {
  state: OfferState;
  /** Null: time did it. */
  byUserId: string | null;
  at: string;
}

export interface OfferHistoryDto {
  offer: OfferDto;
  chatId: string;
  steps: OfferStepDto[];
}

/** One row of GET /api/events (server key): facts for the marketplace's own server, oldest first, at least once. */
export interface MarketplaceEventDto {
  id: string;
  type: 'offer.made' | 'offer.accepted' | 'offer.declined' | 'offer.withdrawn' | 'offer.countered' | 'offer.expired';
  occurredAt: string;
  data: {
    chatId: string;
    offer: OfferDto;
    /** What the chat is about, when it is about something. */
    context: { type: string; id: string } | null;
  };
}
