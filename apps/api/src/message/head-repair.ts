import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { ChatHeads } from '../chat/chat-head';
import { log } from '../common/log';
import { Message } from './message.schema';

/** Longer than any request can stay between its insert and the chat's head. */
const WINDOW_SECONDS = 600;

/**
 * A crash between a message's insert and its chat's head leaves the list behind the chat. At start the newest messages
 * before the stop are applied once more; each step only moves forward, so nothing can be spoilt.
 */
@Injectable()
export class HeadRepair implements OnApplicationBootstrap {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly heads: ChatHeads,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const newest = await this.messages.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean<Message>().exec();
    if (!newest) return;
    const since = Types.ObjectId.createFromTime(newest._id.getTimestamp().getTime() / 1000 - WINDOW_SECONDS);
    let count = 0;
    const recent = this.messages
      .find({ _id: { $gte: since } })
      .sort({ _id: 1 })
      .lean<Message>()
      .cursor();
    for await (const { _id, chatId, seq, rev, senderId, text, system, createdAt } of recent) {
      await this.heads.advance({ chatId, messageId: _id, seq, rev, senderId, text, system, createdAt });
      count++;
    }
    log.debug({ count }, 'chat heads checked');
  }
}
