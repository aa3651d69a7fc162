import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Chat } from '../chat/chat.schema';
import { toOfferDto } from '../offer/offer.presenter';
import type { Offer } from '../offer/offer.schema';
import { OfferStore } from '../offer/offer-store';
import { compare, type Difference } from './difference';
import { Message } from './message.schema';
import { expiryKey, OfferRecovery } from './offer-recovery';

/** Whether every step of an offer was told: by its message, and by the copy that the first one carries. */
@Injectable()
export class OfferAudit {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly offers: OfferStore,
    private readonly recovery: OfferRecovery,
  ) {}

  async differences(chat: Chat): Promise<Difference[]> {
    if (chat.type !== 'direct') return [];
    const offers = await this.offers.ofChat(chat._id);
    return (await Promise.all(offers.map((offer) => this.ofOffer(offer)))).flat();
  }

  private async ofOffer(offer: Offer): Promise<Difference[]> {
    const [chatId, id] = [offer.chatId.toHexString(), offer._id.toHexString()];
    const repair = () => this.recovery.complete(offer);
    const making = await this.find(offer, offer.makerId, offer.clientMsgId);
    const { closed, state } = offer;
    const line = state === 'expired' ? { senderId: null, clientMsgId: `system:${expiryKey(id)}` } : null;
    const end = closed ? { senderId: closed.senderId, clientMsgId: closed.body.clientMsgId } : line;
    const ending = end && (await this.find(offer, end.senderId, end.clientMsgId));
    const hasCopy = making && !making.deletedAt;
    return [
      ...compare(chatId, `message of offer ${id}`, making !== null, true, repair),
      ...(end ? compare(chatId, `message of offer ${id} ${state}`, ending !== null, true, repair) : []),
      ...(hasCopy ? compare(chatId, `copy of offer ${id}`, making.offer, toOfferDto(offer), repair) : []),
    ];
  }

  private find({ chatId }: Offer, senderId: Message['senderId'], clientMsgId: string): Promise<Message | null> {
    return this.messages.findOne({ chatId, senderId, clientMsgId }, { offer: 1, deletedAt: 1 }).lean<Message>().exec();
  }
}
