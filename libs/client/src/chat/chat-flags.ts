import type { ChatDto, MessageDto } from '@app/contracts';

type Flags = Pick<ChatDto, 'archivedAt' | 'isMarkedUnread' | 'isAwaitingReply'>;

/** As the server derives them: any person's message ends the archive of a chat that is not muted, one's own ends "marked unread". */
export function flagsAfter(chat: ChatDto, { senderId }: MessageDto, viewerId: string, now = Date.now()): Flags {
  if (senderId === null) return chat;
  return {
    archivedAt: isMuted(chat, now) ? chat.archivedAt : null,
    isMarkedUnread: chat.isMarkedUnread && senderId !== viewerId,
    isAwaitingReply: isAnswerDue(chat, senderId, viewerId),
  };
}

export function isMuted({ mutedUntil }: ChatDto, now = Date.now()): boolean {
  return mutedUntil !== null && Date.parse(mutedUntil) > now;
}

/** To staff a support chat waits while its customer spoke last; otherwise it waits for whoever did not speak last. */
function isAnswerDue({ type, createdBy }: ChatDto, senderId: string, viewerId: string): boolean {
  const isHouse = type === 'support' && createdBy !== viewerId;
  return isHouse ? senderId === createdBy : senderId !== viewerId;
}
