import type { ChatDto, ChatPreferencesInput, MessageDto } from '@app/contracts';
import type { Viewer } from './chat-facts';

type Flags = Pick<ChatDto, 'archivedAt' | 'isMarkedUnread' | 'isAwaitingReply'>;

/** As the server derives them: any person's message ends the archive of a chat that is not muted, one's own ends "marked unread". */
export function flagsAfter(chat: ChatDto, { senderId }: MessageDto, { id, now }: Viewer): Flags {
  if (senderId === null) return chat;
  return {
    archivedAt: isMuted(chat, now) ? chat.archivedAt : null,
    isMarkedUnread: chat.isMarkedUnread && senderId !== id,
    isAwaitingReply: isAnswerDue(chat, senderId, id),
  };
}

/** `now` by the server's clock: this device may be a day off. */
export function isMuted({ mutedUntil }: ChatDto, now: number): boolean {
  return mutedUntil !== null && Date.parse(mutedUntil) > now;
}

/** To staff a support chat waits while its customer spoke last; otherwise it waits for whoever did not speak last. */
function isAnswerDue({ type, createdBy }: ChatDto, senderId: string, viewerId: string): boolean {
  const isHouse = type === 'support' && createdBy !== viewerId;
  return isHouse ? senderId === createdBy : senderId !== viewerId;
}

/** What the viewer's flags will be once the server has taken these preferences. */
export function flagsOnceSet(
  { isPinned, mutedUntil, isArchived, isMarkedUnread }: ChatPreferencesInput,
  now: number,
): Partial<ChatDto> {
  const at = new Date(now).toISOString();
  return {
    ...(isPinned !== undefined && { pinnedAt: isPinned ? at : null, ...(isPinned && { archivedAt: null }) }),
    ...(isArchived !== undefined && { archivedAt: isArchived ? at : null, ...(isArchived && { pinnedAt: null }) }),
    ...(mutedUntil !== undefined && { mutedUntil }),
    ...(isMarkedUnread !== undefined && { isMarkedUnread }),
  };
}
