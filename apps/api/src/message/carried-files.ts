import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { AttachmentService } from '../attachment/attachment.service';
import type { LiveChat } from '../chat/chat-cache';
import { Message } from './message.schema';
import { MessageLog } from './message-log';

/** What becomes of the files of a message that is deleted. */
@Injectable()
export class CarriedFiles {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly messageLog: MessageLog,
    private readonly attachments: AttachmentService,
  ) {}

  /** They stay readable where another message of the chat carries them. In the chat's turn, so that no forward comes between. */
  async letGo(chat: LiveChat, { chatId, attachments = [] }: Message): Promise<void> {
    if (attachments.length === 0) return;
    await this.messageLog.inTurn(chat, async () => {
      const left: string[] = [];
      for (const { id } of attachments) {
        const carrier = await this.messages.exists({ chatId, 'attachments.id': id, deletedAt: null });
        if (!carrier) left.push(id);
      }
      await this.attachments.leave(chatId, left);
    });
  }
}
