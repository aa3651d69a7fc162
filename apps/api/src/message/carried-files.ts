import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AttachmentService } from '../attachment/attachment.service';
import type { LiveChat } from '../chat/chat-cache';
import { toObjectId } from '../common/object-id';
import { Message } from './message.schema';
import { MessageLog } from './message-log';

/** Which files a chat may read follows from its messages. */
@Injectable()
export class CarriedFiles {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly messageLog: MessageLog,
    private readonly attachments: AttachmentService,
  ) {}

  /** The files of a message that was deleted stay readable where another message of the chat carries them. */
  async letGo(chat: LiveChat, { attachments = [] }: Message): Promise<void> {
    const ids = attachments.map(({ id }) => id);
    if (ids.length > 0) await this.settle(chat, ids);
  }

  /** In the chat's turn, so that no forward comes between the look and the write. */
  settle(chat: LiveChat, ids: readonly string[]): Promise<void> {
    return this.messageLog.inTurn(chat, async () => {
      const [kept, left]: [string[], string[]] = [[], []];
      for (const id of ids) ((await this.isCarried(chat, id)) ? kept : left).push(id);
      await this.attachments.share(chat, kept);
      await this.attachments.leave(chat, left);
    });
  }

  private async isCarried(chat: LiveChat, id: string): Promise<boolean> {
    const carrier = { chatId: toObjectId(chat.id), 'attachments.id': id, deletedAt: null };
    return (await this.messages.exists(carrier)) !== null;
  }
}
