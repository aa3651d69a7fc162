import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Chat, type StoredPreview } from '../chat/chat.schema';
import { toPreview } from '../chat/chat-head';
import { compare, type Difference } from './difference';
import { toHeadChange } from './message.presenter';
import { Message } from './message.schema';

/** Whether a chat's numbers and preview follow from its newest messages: two looks at an index. */
@Injectable()
export class HeadAudit {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    @InjectModel(Chat.name) private readonly chats: Model<Chat>,
  ) {}

  async differences(chat: Chat): Promise<Difference[]> {
    const chatId = chat._id.toHexString();
    const [newest, lastChanged] = await Promise.all([
      this.messages.findOne({ chatId: chat._id }).sort({ seq: -1 }).lean<Message>().exec(),
      this.messages.findOne({ chatId: chat._id }).sort({ rev: -1 }).lean<Message>().exec(),
    ]);
    const newestHuman = newest?.senderId ? newest : await this.newestHuman(chat);
    const headSeq = Math.max(chat.floorSeq, newest?.seq ?? 0);
    const headRev = Math.max(chat.floorRev, lastChanged?.rev ?? 0);
    const lastMessage = newest ? toPreview(toHeadChange(newest)) : null;
    const lastHuman = newestHuman?.senderId ? { seq: newestHuman.seq, senderId: newestHuman.senderId } : null;
    const repair = () => this.set(chat, { headSeq, headRev, lastMessage, lastHuman });
    return [
      ...compare(chatId, 'headSeq', chat.headSeq, headSeq, repair),
      ...compare(chatId, 'headRev', chat.headRev, headRev, repair),
      ...compare(chatId, 'last writer', chat.lastHuman ?? null, lastHuman, repair),
      ...compare(chatId, 'preview', shown(chat.lastMessage), shown(lastMessage), repair),
    ];
  }

  private newestHuman({ _id }: Chat): Promise<Message | null> {
    return this.messages
      .findOne({ chatId: _id, senderId: { $ne: null } })
      .sort({ seq: -1 })
      .lean<Message>()
      .exec();
  }

  /** Only while nothing happened in the chat since; what happens writes its own. */
  private set(chat: Chat, change: Pick<Chat, 'headSeq' | 'headRev' | 'lastMessage' | 'lastHuman'>) {
    const { _id, headSeq, headRev } = chat;
    return this.chats.updateOne({ _id, headSeq, headRev }, { $set: change });
  }
}

/** What a list shows of a preview. */
function shown(preview: StoredPreview | null) {
  if (!preview) return null;
  const { messageId, seq, senderId, text, isDeleted = false } = preview;
  return { messageId, seq, senderId, text, isDeleted };
}
