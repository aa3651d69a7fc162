import type { SupportTicketDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat } from '../chat/chat.schema';
import { toObjectId } from '../common/object-id';
import { Message } from '../message/message.schema';
import { Notification } from '../notification/notification.schema';
import { SupportTicket } from '../support-ticket/support-ticket.schema';

const MINUTE_MS = 60_000;

/** Demo only: a marketplace where everything was said this second would look like nobody's. */
@Injectable()
export class DemoClock {
  private readonly now = Date.now();

  constructor(
    @InjectModel(Message.name) private readonly messageRows: Model<Message>,
    @InjectModel(Chat.name) private readonly chatRows: Model<Chat>,
    @InjectModel(Notification.name) private readonly bellRows: Model<Notification>,
    @InjectModel(SupportTicket.name) private readonly ticketRows: Model<SupportTicket>,
  ) {}

  async backdate(messageId: string, minutesAgo: number): Promise<void> {
    const at = this.minutesAgo(minutesAgo);
    const _id = toObjectId(messageId);
    const message = await this.messageRows
      .findOneAndUpdate({ _id }, { $set: { createdAt: at } })
      .lean<Message>()
      .exec();
    const chatId = message?.chatId;
    await this.chatRows.updateOne(
      { _id: chatId, 'lastMessage.messageId': _id },
      { $set: { lastActivityAt: at, 'lastMessage.createdAt': at } },
    );
    await this.bellRows.updateMany({ groupKey: `chat:${chatId?.toHexString()}` }, { $set: { updatedAt: at } });
  }

  /** Whatever happened to the ticket since the load began, in its thread too, was so many minutes ago. */
  async backdateTicket({ id, chatId }: SupportTicketDto, minutesAgo: number): Promise<void> {
    const at = this.minutesAgo(minutesAgo);
    const since = new Date(this.now);
    const thread = { chatId: toObjectId(chatId), createdAt: { $gte: since } };
    const lines = await this.messageRows.find(thread).sort({ seq: 1 }).lean<Message[]>().exec();
    for (const { _id } of lines) await this.backdate(_id.toHexString(), minutesAgo);
    const _id = toObjectId(id);
    await this.ticketRows.updateOne({ _id }, { $set: { updatedAt: at }, $min: { createdAt: at } });
    for (const list of ['history', 'slaTurns', 'slaPolicies']) {
      const arrayFilters = [{ 'fresh.at': { $gte: since } }];
      await this.ticketRows.updateOne(
        { _id, [`${list}.0`]: { $exists: true } },
        { $set: { [`${list}.$[fresh].at`]: at } },
        { arrayFilters },
      );
    }
    for (const moment of ['solvedAt', 'closedAt']) {
      await this.ticketRows.updateOne({ _id, [moment]: { $gte: since } }, { $set: { [moment]: at } });
    }
    await this.bellRows.updateMany({ groupKey: `ticket:${id}` }, { $set: { updatedAt: at } });
  }

  minutesAgo(minutes: number): Date {
    return new Date(this.now - minutes * MINUTE_MS);
  }
}
