import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { ChatCache } from '../chat/chat-cache';
import { ChatHeads } from '../chat/chat-head';
import { log } from '../common/log';
import { StartUpkeep } from '../common/start-upkeep';
import { NotificationService } from '../notification/notification.service';
import { toHeadChange, toMessageDto } from './message.presenter';
import { Message } from './message.schema';

/** Longer than any request can stay between its insert and the chat's head. */
const WINDOW_SECONDS = 600;

/**
 * A crash between a message's insert and its chat's head leaves the list behind the chat, and bells silent. At start the newest messages
 * before the stop are applied once more; each step only moves forward, so nothing can be spoilt.
 */
@Injectable()
export class HeadRepair implements OnApplicationBootstrap {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly chats: ChatCache,
    private readonly heads: ChatHeads,
    private readonly notifications: NotificationService,
    private readonly upkeep: StartUpkeep,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.upkeep.run('heads of chats', () => this.repair());
  }

  private async repair(): Promise<void> {
    const newest = await this.messages.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean<Message>().exec();
    if (!newest) return;
    const since = Types.ObjectId.createFromTime(newest._id.getTimestamp().getTime() / 1000 - WINDOW_SECONDS);
    const recent = this.messages
      .find({ _id: { $gte: since } })
      .sort({ _id: 1 })
      .lean<Message>()
      .cursor();
    // The newest message of each sender in each chat carries both the head and that sender's marker.
    const newestBySender = new Map<string, Message>();
    for await (const message of recent) {
      const key = `${message.chatId} ${message.senderId}`;
      if (message.seq > (newestBySender.get(key)?.seq ?? 0)) newestBySender.set(key, message);
    }
    const newestOfAll = [...newestBySender.values()];
    await Promise.all(newestOfAll.map((message) => this.heads.advance(toHeadChange(message))));
    await Promise.all(newestOfAll.map((message) => this.ring(message)));
    log.debug({ count: newestBySender.size }, 'chat heads checked');
  }

  /** Rings for those whose bell does not stand for the message yet and who have not read it. */
  private async ring(message: Message): Promise<void> {
    if (!message.senderId || message.deletedAt) return;
    const chat = await this.chats.get(message.chatId.toHexString());
    if (chat) await this.notifications.messageArrived(chat, toMessageDto(message), async () => chat);
  }
}
