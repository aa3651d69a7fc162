import type { OfferAnswer, OfferAnswerInput, OfferInput, OfferState, SendMessageInput } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import type { LiveChat } from '../chat/chat-cache';
import { AppError, forbidden } from '../common/app-error';
import { newObjectId, toObjectId } from '../common/object-id';
import type { Config } from '../config/config';
import { CONFIG } from '../config/config.module';
import { JobService } from '../job/job.service';
import type { Offer, StoredSend } from './offer.schema';
import { OfferStore } from './offer-store';

/** The kind of the job that ends an offer at its time; its key is the offer's id. */
export const OFFER_EXPIRY = 'offer.expire';

const STATE_AFTER = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const satisfies Record<
  OfferAnswer,
  OfferState
>;

/**
 * What people do with offers, written before the message that tells it. Callers run one step of a chat at a time and have
 * checked access; a step that is repeated by the same send finds itself done.
 */
@Injectable()
export class OfferService {
  constructor(
    private readonly store: OfferStore,
    private readonly jobs: JobService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws OFFER_LIVE, and for a counter OFFER_CLOSED and FORBIDDEN, as for an answer. */
  async make(actor: Actor, chat: LiveChat, send: SendMessageInput, input: OfferInput): Promise<Offer> {
    if (chat.type !== 'direct') throw new AppError('VALIDATION', 'Offers are for chats of two people.');
    const countered = input.counterOfId ? await this.requireOf(chat, input.counterOfId) : null;
    if (countered) requireSide(actor, countered, 'other');
    const made = await this.store.findMade(chat.id, actor.id, send.clientMsgId);
    if (made && !isFor(made, input)) throw reused();
    const offer = made ?? (await this.insert(actor, chat, send, input));
    if (countered) await this.counter(offer, countered, toStored(actor, send));
    return offer;
  }

  /** The other side accepts or declines, the maker withdraws. Accepting voids the accepter's own live offer. */
  async answer(actor: Actor, chat: LiveChat, send: SendMessageInput, input: OfferAnswerInput): Promise<Offer> {
    const offer = await this.requireOf(chat, input.offerId);
    requireSide(actor, offer, input.answer === 'withdraw' ? 'maker' : 'other');
    const closed = toStored(actor, send);
    const isAccepted = input.answer === 'accept';
    // The acceptance is the chat's next message.
    const lock = isAccepted ? { lockSeq: chat.headSeq + 1 } : {};
    const ended = await this.close(offer, STATE_AFTER[input.answer], closed, lock);
    const own = isAccepted ? await this.store.findLive(chat.id, actor.id) : null;
    if (own) await this.store.close(own, { state: 'withdrawn', closed });
    return ended;
  }

  /** Whether an offer was accepted at or after this message: then its sender may not change it any more. */
  isLocked(chatId: string, seq: number): Promise<boolean> {
    return this.store.isLocked(toObjectId(chatId), seq);
  }

  /** The job comes first: one without an offer does nothing, an offer without a job would live for ever. */
  private async insert(actor: Actor, chat: LiveChat, send: SendMessageInput, input: OfferInput): Promise<Offer> {
    if (await this.store.findLive(chat.id, actor.id)) {
      throw new AppError('OFFER_LIVE', 'You have a live offer here. Withdraw it first.');
    }
    const createdAt = new Date();
    const offer: Offer = {
      _id: newObjectId(),
      chatId: toObjectId(chat.id),
      makerId: toObjectId(actor.id),
      clientMsgId: send.clientMsgId,
      amount: input.amount,
      currency: input.currency,
      state: 'live',
      counterOfId: input.counterOfId ? toObjectId(input.counterOfId) : null,
      expiresAt: new Date(createdAt.getTime() + this.config.limits.offerLifeMs),
      made: toStored(actor, send),
      closed: null,
      closedAt: null,
      isSettled: false,
      createdAt,
    };
    await this.jobs.schedule({ kind: OFFER_EXPIRY, key: offer._id.toHexString(), runAt: offer.expiresAt });
    await this.store.insert(offer);
    return offer;
  }

  /** A counter that comes too late was never made: nobody has been told of it. */
  private async counter(offer: Offer, countered: Offer, closed: StoredSend): Promise<void> {
    try {
      await this.close(countered, 'countered', closed);
    } catch (refusal) {
      await this.store.drop(offer);
      throw refusal;
    }
  }

  private async close(
    offer: Offer,
    state: Exclude<OfferState, 'live'>,
    closed: StoredSend,
    lock: { lockSeq?: number } = {},
  ): Promise<Offer> {
    const ended = await this.store.close(offer, { state, closed, ...lock });
    if (ended) return ended;
    const current = await this.store.find(offer._id);
    if (current && current.state === state && isBySameSend(current, closed)) return current;
    throw closedAlready(current);
  }

  private async requireOf(chat: LiveChat, offerId: string): Promise<Offer> {
    const offer = await this.store.find(toObjectId(offerId));
    if (!offer || offer.chatId.toHexString() !== chat.id) throw forbidden();
    return offer;
  }
}

function requireSide(actor: Actor, { makerId }: Offer, side: 'maker' | 'other'): void {
  if ((makerId.toHexString() === actor.id) !== (side === 'maker')) throw forbidden();
}

function toStored(actor: Actor, { chatId: _, ...body }: SendMessageInput): StoredSend {
  return { senderId: toObjectId(actor.id), body: JSON.parse(JSON.stringify(body)) };
}

function isFor({ amount, currency, counterOfId }: Offer, input: OfferInput): boolean {
  return (
    amount === input.amount &&
    currency === input.currency &&
    (counterOfId?.toHexString() ?? null) === (input.counterOfId ?? null)
  );
}

function isBySameSend({ closed }: Offer, { senderId, body }: StoredSend): boolean {
  return closed?.senderId.equals(senderId) === true && closed.body.clientMsgId === body.clientMsgId;
}

function reused(): AppError {
  return new AppError('CLIENT_MSG_ID_REUSED', 'This clientMsgId was used for another message.');
}

/** A live one that cannot be closed has reached its end, which is about to be written. */
function closedAlready(offer: Offer | null): AppError {
  const state = offer && offer.state !== 'live' ? offer.state : 'expired';
  return new AppError('OFFER_CLOSED', `This offer is ${state}.`);
}
