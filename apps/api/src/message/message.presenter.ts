import type { MessageDto } from '@app/contracts';
import type { HeadChange } from '../chat/chat-head';
import type { Message } from './message.schema';

export function toMessageDto(message: Message): MessageDto {
  const { replyTo } = message;
  return {
    id: message._id.toHexString(),
    chatId: message.chatId.toHexString(),
    seq: message.seq,
    rev: message.rev,
    senderId: message.senderId?.toHexString() ?? null,
    clientMsgId: message.clientMsgId,
    type: message.type,
    text: message.deletedAt ? '' : message.text,
    system: message.system,
    replyTo: replyTo && {
      messageId: replyTo.messageId.toHexString(),
      seq: replyTo.seq,
      senderId: replyTo.senderId?.toHexString() ?? null,
      text: replyTo.text,
    },
    reactions: (message.reactions ?? []).map(({ emoji, userIds }) => ({
      emoji,
      userIds: userIds.map((id) => id.toHexString()),
    })),
    isForwarded: message.isForwarded ?? false,
    editedAt: message.editedAt?.toISOString() ?? null,
    deletedAt: message.deletedAt?.toISOString() ?? null,
    createdAt: message.createdAt.toISOString(),
  };
}

/** What the chat takes over from a message. */
export function toHeadChange(message: Message): HeadChange {
  const { _id, chatId, seq, rev, senderId, text, system, deletedAt, createdAt } = message;
  return { chatId, messageId: _id, seq, rev, senderId, text, system, isDeleted: deletedAt !== null, createdAt };
}
