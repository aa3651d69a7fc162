import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat } from '../chat/chat.schema';
import { type ObjectId, toObjectId } from '../common/object-id';
import { partsOf } from '../common/parts';
import { Message } from '../message/message.schema';
import { type AskedThread, REACH_MS } from './badge';

/** The newest so many chats of a person are looked at, some at a time: two looks at an index each. */
const CHATS_MAX = 1_000;
const AT_ONCE = 25;

type First = Pick<Message, 'senderId' | 'createdAt'>;

/** Reads how the threads of a person began, and when that person first wrote in them. */
@Injectable()
export class FirstReplies {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    @InjectModel(Message.name) private readonly messages: Model<Message>,
  ) {}

  /** Threads between two people that the other one began. */
  async of(userId: string, now: Date): Promise<AskedThread[]> {
    const ids = await this.chatsOf(toObjectId(userId), new Date(now.getTime() - REACH_MS));
    const threads: (AskedThread | null)[] = [];
    for (const part of partsOf(ids, AT_ONCE)) {
      threads.push(...(await Promise.all(part.map((chatId) => this.thread(chatId, toObjectId(userId))))));
    }
    return threads.filter((thread) => thread !== null);
  }

  /** Nothing was said before a chat was made, or after its last activity. */
  private async chatsOf(userId: ObjectId, since: Date): Promise<ObjectId[]> {
    const rows = await this.chats
      .find({ 'members.userId': userId, lastActivityAt: { $gte: since }, createdAt: { $gte: since }, type: 'direct' })
      .sort({ lastActivityAt: -1, _id: -1 })
      .limit(CHATS_MAX)
      .select({ _id: 1 })
      .lean<Pick<Chat, '_id'>[]>()
      .exec();
    return rows.map(({ _id }) => _id);
  }

  private async thread(chatId: ObjectId, userId: ObjectId): Promise<AskedThread | null> {
    const asked = await this.first(chatId, { $ne: null });
    if (!asked || asked.senderId?.equals(userId)) return null;
    const answered = await this.first(chatId, userId);
    return { askedAt: asked.createdAt, answeredAt: answered?.createdAt ?? null };
  }

  private first(chatId: ObjectId, senderId: ObjectId | { $ne: null }): Promise<First | null> {
    return this.messages
      .findOne({ chatId, senderId }, { senderId: 1, createdAt: 1 })
      .sort({ seq: 1 })
      .lean<First>()
      .exec();
  }
}
