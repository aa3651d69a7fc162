import type { OfferDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { LiveChat } from '../chat/chat-cache';
import { ChatStore } from '../chat/chat-store';
import { EventLog } from '../event/event-log';
import { toMadeOfferDto, toOfferDto } from '../offer/offer.presenter';
import type { Offer, StoredSend } from '../offer/offer.schema';
import { OfferStore } from '../offer/offer-store';
import { Message } from './message.schema';
import { MessageLog } from './message-log';
import { MessagePublisher } from './message-publisher';

const AT_ONCE = 20;

/**
 * What follows from a step of an offer once its message is stored: the message that made it shows it as it now is, and the
 * marketplace has the fact. Each part can be repeated.
 */
@Injectable()
export class OfferFollower {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly offers: OfferStore,
    private readonly chats: ChatStore,
    private readonly events: EventLog,
    private readonly messageLog: MessageLog,
    private readonly publisher: MessagePublisher,
  ) {}

  /** For the offers that the send of this message made or closed. */
  async follow(chat: LiveChat, message: Message): Promise<void> {
    const unsettled = await this.offers.unsettled(message.chatId, AT_ONCE);
    for (const offer of unsettled.filter(({ closed }) => isSendOf(closed, message))) await this.settle(chat, offer);
    for (const offer of unsettled.filter(({ made }) => isSendOf(made, message))) {
      await this.record(offer, 'offer.made', toMadeOfferDto(offer), offer.createdAt);
      await this.offers.markSettled(offer, 'made');
    }
  }

  /** The same for one offer as it now is; the messages of its steps are stored. */
  async settle(chat: LiveChat, offer: Offer): Promise<void> {
    const dto = toOfferDto(offer);
    await this.renewCopy(chat, offer, dto);
    await this.record(offer, 'offer.made', toMadeOfferDto(offer), offer.createdAt);
    if (offer.state === 'live' || !offer.closedAt) return this.offers.markSettled(offer, 'made');
    await this.record(offer, `offer.${offer.state}`, dto, offer.closedAt);
    await this.offers.markSettled(offer, 'closed');
  }

  private async renewCopy(chat: LiveChat, { chatId, makerId, clientMsgId }: Offer, dto: OfferDto): Promise<void> {
    const carrier = await this.messages
      .findOne({ chatId, senderId: makerId, clientMsgId }, { _id: 1 })
      .lean<Message>()
      .exec();
    if (!carrier) return;
    const { isChanged, message } = await this.messageLog.change(chat, carrier._id, ({ offer, deletedAt }) =>
      deletedAt || JSON.stringify(offer) === JSON.stringify(dto) ? null : { offer: dto },
    );
    if (isChanged) await this.publisher.publish(chat, message, 'messageUpdated');
  }

  private async record(
    { _id, chatId }: Offer,
    type: Parameters<EventLog['record']>[0]['type'],
    offer: OfferDto,
    occurredAt: Date,
  ): Promise<void> {
    const chat = await this.chats.findById(chatId.toHexString());
    const context = chat?.context ? { type: chat.context.type, id: chat.context.id } : null;
    const data = { chatId: chatId.toHexString(), offer, context };
    await this.events.record({ key: `${type}:${_id.toHexString()}`, type, occurredAt, data });
  }
}

function isSendOf(send: StoredSend | null, { senderId, clientMsgId }: Message): boolean {
  return send !== null && senderId !== null && send.senderId.equals(senderId) && send.body.clientMsgId === clientMsgId;
}
