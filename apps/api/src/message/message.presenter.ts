import { type MessageDto, toGist } from '@app/contracts';
import type { HeadChange } from '../chat/chat-head';
import type { Message } from './message.schema';
import { PLAIN_GIST } from './quote';

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
    mentions: message.deletedAt ? [] : (message.mentions ?? []),
    system: message.system,
    replyTo: replyTo && {
      messageId: replyTo.messageId.toHexString(),
      seq: replyTo.seq,
      senderId: replyTo.senderId?.toHexString() ?? null,
      text: replyTo.text,
      gist: replyTo.gist ?? PLAIN_GIST,
      imageId: replyTo.imageId ?? null,
    },
    reactions: (message.reactions ?? []).map(({ emoji, userIds }) => ({
      emoji,
      userIds: userIds.map((id) => id.toHexString()),
    })),
    ...carriedBy(message),
    isForwarded: message.isForwarded ?? false,
    editedAt: message.editedAt?.toISOString() ?? null,
    deletedAt: message.deletedAt?.toISOString() ?? null,
    createdAt: message.createdAt.toISOString(),
  };
}

/** A tombstone carries nothing. */
export function carriedBy({
  deletedAt,
  attachments,
  offer,
  offerAnswer,
}: Message): Pick<MessageDto, 'attachments' | 'offer' | 'offerAnswer'> {
  if (deletedAt) return { attachments: [], offer: null, offerAnswer: null };
  return { attachments: attachments ?? [], offer: offer ?? null, offerAnswer: offerAnswer ?? null };
}

/** What the chat takes over from a message. */
export function toHeadChange(message: Message): HeadChange {
  const { _id, chatId, seq, rev, senderId, type, text, system, deletedAt, createdAt } = message;
  const gist = toGist({ type, ...carriedBy(message) });
  return { chatId, messageId: _id, seq, rev, senderId, text, gist, system, isDeleted: deletedAt !== null, createdAt };
}
