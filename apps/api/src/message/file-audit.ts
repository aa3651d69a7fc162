import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AttachmentService } from '../attachment/attachment.service';
import type { Chat } from '../chat/chat.schema';
import { ChatCache } from '../chat/chat-cache';
import { CarriedFiles } from './carried-files';
import { compare, type Difference } from './difference';
import { Message } from './message.schema';

/** Whether a chat may read exactly those files that its messages carry. */
@Injectable()
export class FileAudit {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly cache: ChatCache,
    private readonly attachments: AttachmentService,
    private readonly carried: CarriedFiles,
  ) {}

  async differences(chat: Chat): Promise<Difference[]> {
    const chatId = chat._id.toHexString();
    const live = await this.cache.get(chatId);
    const isCarried = await this.carriedIn(chat);
    if (!live || isCarried.size === 0) return [];
    const stored = await this.attachments.readableIn(chat._id, [...isCarried.keys()]);
    return Array.from(isCarried, ([id, isReadable]) => {
      const isThere = stored.get(id);
      const repair = isThere === undefined ? null : () => this.carried.settle(live, [id]);
      return compare(chatId, `readable file ${id}`, isThere ?? null, isReadable, repair);
    }).flat();
  }

  /** Every file that a message of the chat has or had; true where one is left that carries it. */
  private async carriedIn({ _id }: Chat): Promise<Map<string, boolean>> {
    const rows = await this.messages
      .find({ chatId: _id, 'attachments.id': { $exists: true } }, { attachments: 1, deletedAt: 1 })
      .lean<Pick<Message, 'attachments' | 'deletedAt'>[]>()
      .exec();
    const found = new Map<string, boolean>();
    for (const { attachments = [], deletedAt } of rows) {
      for (const { id } of attachments) found.set(id, (found.get(id) ?? false) || deletedAt === null);
    }
    return found;
  }
}
