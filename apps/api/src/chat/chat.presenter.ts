import type { ChatDto, KnownChatDto, PreferencesDto, UserDto } from '@app/contracts';
import type { Chat } from './chat.schema';
import { flagsOf, memberOf, roleOf } from './viewer-flags';

export interface ChatViewer {
  id: string;
  isStaff: boolean;
  /** What the viewer and the members want. */
  wants: ReadonlyMap<string, Pick<PreferencesDto, 'showsReceipts'>>;
}

const GONE: Omit<UserDto, 'id'> = { name: '', avatarUrl: null, role: 'user' };

/** A chat in the eyes of one person. */
export function toChatDto(chat: Chat, viewer: ChatViewer, users: Map<string, UserDto>, unread: number): ChatDto {
  const me = memberOf(chat, viewer.id);
  const members = chat.members.map((member) => {
    const userId = member.userId.toHexString();
    return {
      userId,
      user: users.get(userId) ?? { id: userId, ...GONE },
      role: roleOf(chat, member),
      joinedAt: member.joinedAt.toISOString(),
      lastReadSeq: canSeeReads(chat, viewer, userId) ? member.lastReadSeq : 0,
      lastDeliveredSeq: member.lastDeliveredSeq,
    };
  });
  const last = chat.lastMessage;
  return {
    id: chat._id.toHexString(),
    type: chat.type,
    title: chat.title,
    context: chat.context,
    members,
    createdBy: chat.createdBy.toHexString(),
    headSeq: chat.headSeq,
    headRev: chat.headRev,
    infoRev: infoRevFor(chat, viewer),
    lastMessage: last && {
      messageId: last.messageId.toHexString(),
      seq: last.seq,
      senderId: last.senderId?.toHexString() ?? null,
      text: last.text,
      system: last.system,
      gist: last.gist ?? { type: last.system ? 'system' : 'text', attachmentCount: 0, offer: null },
      isDeleted: last.isDeleted ?? false,
      createdAt: last.createdAt.toISOString(),
    },
    lastActivityAt: chat.lastActivityAt.toISOString(),
    createdAt: chat.createdAt.toISOString(),
    ticketId: chat.ticketId?.toHexString() ?? null,
    state: chat.state,
    unread,
    lastReadSeq: me?.lastReadSeq ?? 0,
    ...flagsOf(chat, viewer.id),
  };
}

/** What `toKnownChat` makes of the chat in their eyes, without all that it leaves out. */
export function toKnownChatOf(chat: Chat, viewer: ChatViewer): KnownChatDto {
  const markers = chat.members.reduce((sum, { userId, lastReadSeq, lastDeliveredSeq }) => {
    const read = canSeeReads(chat, viewer, userId.toHexString()) ? lastReadSeq : 0;
    return sum + read + lastDeliveredSeq;
  }, 0);
  return { chatId: chat._id.toHexString(), headRev: chat.headRev, infoRev: infoRevFor(chat, viewer), markers };
}

function infoRevFor(chat: Chat, { id }: ChatViewer): number {
  return (chat.infoRev ?? 0) + (memberOf(chat, id)?.flagsRev ?? 0);
}

/** Customers do not see agents' reads, and who hides theirs sees nobody's. */
function canSeeReads(chat: Chat, { id, isStaff, wants }: ChatViewer, userId: string): boolean {
  if (userId === id) return true;
  const areBothOpen = wants.get(id)?.showsReceipts !== false && wants.get(userId)?.showsReceipts !== false;
  return areBothOpen && (chat.type !== 'support' || isStaff);
}
