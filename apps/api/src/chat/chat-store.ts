import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import { isDuplicateKey } from '../common/mongo-error';
import { toObjectId } from '../common/object-id';
import { Chat } from './chat.schema';
import { ChatCache } from './chat-cache';

/** Writing chats: one document under one key, and changes that raise its infoRev and are known here at once. */
@Injectable()
export class ChatStore {
  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly cache: ChatCache,
  ) {}

  findById(chatId: string): Promise<Chat | null> {
    return this.chats.findById(toObjectId(chatId)).lean<Chat>().exec();
  }

  findByKey(key: string): Promise<Chat | null> {
    return this.chats.findOne({ key }).lean<Chat>().exec();
  }

  /** All direct chats of two people, whatever they are about. */
  findDirect(oneId: string, otherId: string): Promise<Chat[]> {
    const both = [oneId, otherId].map((id) => ({ 'members.userId': toObjectId(id) }));
    return this.chats.find({ type: 'direct', $and: both }).lean<Chat[]>().exec();
  }

  /** Inserts, or returns the chat that another request made first under the same key. */
  async insert(chat: Chat): Promise<Chat> {
    try {
      await this.chats.collection.insertOne(chat);
      return chat;
    } catch (error) {
      const first = isDuplicateKey(error) ? await this.findByKey(chat.key) : null;
      if (!first) throw error;
      return first;
    }
  }

  /** Null when the filter does not hold (any more): nothing was written then. */
  async change(
    filter: QueryFilter<Chat>,
    change: UpdateQuery<Chat>,
    arrayFilters: Record<string, unknown>[] = [],
  ): Promise<Chat | null> {
    const chat = await this.chats
      .findOneAndUpdate(filter, { ...change, $inc: { infoRev: 1 } }, { arrayFilters, returnDocument: 'after' })
      .lean<Chat>()
      .exec();
    if (chat) await this.cache.renew(chat);
    return chat;
  }
}
