import { firstImageId, type MessageType, QUOTE_MAX_CODE_POINTS, type SendMessageInput, toGist } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '../auth/actor';
import { ChatService } from '../chat/chat.service';
import type { LiveChat } from '../chat/chat-cache';
import { AppError, forbidden } from '../common/app-error';
import { toObjectId } from '../common/object-id';
import { cutText } from '../common/text.rule';
import { carriedBy } from './message.presenter';
import { Message, type StoredQuote } from './message.schema';
import { blankQuote } from './quote';

/** Offers are between two people, and lines of the house are about their chat. */
const FORWARDABLE: ReadonlySet<MessageType> = new Set(['text', 'image', 'file', 'voice']);

/** What a new message takes over from earlier ones. */
@Injectable()
export class MessageSource {
  constructor(
    @InjectModel(Message.name) private readonly messages: Model<Message>,
    private readonly chats: ChatService,
  ) {}

  /** Read inside the chat's queue, so that a deletion of the quoted message comes wholly before or after it. */
  async quote(chat: LiveChat, messageId: string): Promise<StoredQuote> {
    const message = await this.messages
      .findOne({ _id: toObjectId(messageId), chatId: toObjectId(chat.id) })
      .lean<Message>()
      .exec();
    if (!message) {
      throw new AppError('VALIDATION', 'The quoted message is not in this chat.', { fields: { replyToId: 'unknown' } });
    }
    const { _id, seq, senderId, type, text, deletedAt } = message;
    const carried = carriedBy(message);
    const quote = { messageId: _id, seq, senderId, text: cutText(text, QUOTE_MAX_CODE_POINTS) };
    const whole = { ...quote, gist: toGist({ type, ...carried }), imageId: firstImageId(carried) };
    return deletedAt ? blankQuote(whole) : whole;
  }

  /** For sends with consequences of their own: a repeat has had them, and is answered with the message that they led to. */
  async requireUnsent(actor: Actor, { chatId, clientMsgId }: SendMessageInput): Promise<void> {
    const sent = { chatId: toObjectId(chatId), senderId: toObjectId(actor.id), clientMsgId };
    if (await this.messages.exists(sent)) throw new AppError('CONFLICT', 'This message was sent before.');
  }

  /** A message that the actor can read; null when it holds nothing to pass on. */
  async toForward(actor: Actor, messageId: string): Promise<Message | null> {
    const message = await this.messages.findById(toObjectId(messageId)).lean<Message>().exec();
    if (!message) throw forbidden();
    await this.chats.requireAccess(actor, message.chatId.toHexString());
    return FORWARDABLE.has(message.type) && !message.deletedAt ? message : null;
  }
}
