import { isRetryable } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ChatCache, type LiveChat } from '../chat/chat-cache';
import { AppError } from '../common/app-error';
import { log } from '../common/log';
import type { Offer, StoredSend } from '../offer/offer.schema';
import { OfferStore } from '../offer/offer-store';
import { Message } from './message.schema';
import { MessageService } from './message.service';
import { OfferFollower } from './offer-follower';

/** Completes steps of offers that a crash left without their message or without what follows from it. */
@Injectable()
export class OfferRecovery {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly offers: OfferStore,
    private readonly chats: ChatCache,
    private readonly sending: MessageService,
    private readonly follower: OfferFollower,
  ) {}

  /** As far as the sends of its steps are missing they are repeated, as their senders' own devices would. */
  async complete(offer: Offer): Promise<void> {
    const chat = await this.chats.get(offer.chatId.toHexString());
    if (!chat) return;
    try {
      for (const send of [offer.made, offer.closed]) if (send) await this.resend(chat, send);
    } catch (refusal) {
      if (!(refusal instanceof AppError) || isRetryable(refusal.code)) throw refusal;
      return this.giveUp(offer, refusal);
    }
    if (offer.state === 'expired') await this.tellExpiry(chat, offer);
    await this.follower.settle(chat, offer);
  }

  /** The line that tells it, once. */
  private async tellExpiry(chat: LiveChat, { _id, amount, currency }: Offer): Promise<void> {
    const values = { offerId: _id.toHexString(), amount: String(amount), currency };
    await this.sending.appendLine(chat, expiryKey(_id.toHexString()), { kind: 'offerExpired', values });
  }

  private async resend(chat: LiveChat, { senderId, body }: StoredSend): Promise<void> {
    const isSent = await this.messages.exists({ chatId: chat.id, senderId, clientMsgId: body.clientMsgId });
    if (isSent) return;
    const actor = { id: senderId.toHexString(), role: 'user', sessionId: '' } as const;
    await this.sending.send(actor, { ...body, chatId: chat.id });
  }

  /** What cannot be said any more, in a chat that was closed meanwhile for instance, is not tried for ever. */
  private async giveUp(offer: Offer, refusal: AppError): Promise<void> {
    log.warn({ offerId: offer._id, code: refusal.code }, 'a step of an offer cannot be told');
    await this.offers.drop(offer);
    await this.offers.markSettled(offer, 'closed');
  }
}

/** Names the line within its chat. */
export function expiryKey(offerId: string): string {
  return `offer:${offerId}`;
}
