import type { UpdateContextInput, UpdatedContextDto } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { KeyedQueue } from '../common/keyed-queue';
import type { ObjectId } from '../common/object-id';
import { partsOf } from '../common/parts';
import { toContext } from './build-chat';
import { Chat, type ChatContext } from './chat.schema';
import { ChatViews } from './chat-views';

/** So many chats of a popular listing are written and told at a time. */
const BATCH = 100;

/** Context cards as the marketplace describes them now. */
@Injectable()
export class ChatContexts {
  /** One description of a card at a time, so that all its chats end with the same one. */
  private readonly updates = new KeyedQueue();

  constructor(
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
    private readonly views: ChatViews,
  ) {}

  /** Replaces the card in every chat about it. Chats that show it so already are left alone. */
  update(ref: Pick<ChatContext, 'type' | 'id'>, card: UpdateContextInput): Promise<UpdatedContextDto> {
    const context = toContext({ ...ref, ...card });
    return this.updates.run(`${ref.type}:${ref.id}`, async () => {
      const ids = await this.differing(context);
      for (const part of partsOf(ids, BATCH)) await this.write(part, context);
      return { updatedChats: ids.length };
    });
  }

  private async differing(context: ChatContext): Promise<ObjectId[]> {
    const rows = await this.chats.collection
      .find({ 'context.type': context.type, 'context.id': context.id, context: { $ne: context } })
      .project<Pick<Chat, '_id'>>({ _id: 1 })
      .toArray();
    return rows.map(({ _id }) => _id);
  }

  private async write(ids: ObjectId[], context: ChatContext): Promise<void> {
    await this.chats.collection.updateMany({ _id: { $in: ids } }, { $set: { context }, $inc: { infoRev: 1 } });
    const written = await this.chats
      .find({ _id: { $in: ids } })
      .lean<Chat[]>()
      .exec();
    for (const chat of written) await this.views.announce(chat);
  }
}
