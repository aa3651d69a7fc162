import type { ChatDto, MemberRole } from '@app/contracts';
import type { Chat, ChatMember } from './chat.schema';

type ViewerFlags = Pick<
  ChatDto,
  'pinnedAt' | 'mutedUntil' | 'archivedAt' | 'isMarkedUnread' | 'isAwaitingReply' | 'isBlocked'
>;

export function memberOf(chat: Pick<Chat, 'members'>, userId: string): ChatMember | undefined {
  return chat.members.find((member) => member.userId.toHexString() === userId);
}

export function roleOf({ ownerId }: Pick<Chat, 'ownerId'>, { userId, role }: ChatMember): MemberRole {
  return ownerId?.equals(userId) ? 'owner' : (role ?? 'member');
}

/** What one person sees of their own flags: a new message takes a chat out of the archive, reading ends "marked unread". */
export function flagsOf(chat: Chat, userId: string): ViewerFlags {
  const member = memberOf(chat, userId);
  return {
    pinnedAt: member?.pinnedAt?.toISOString() ?? null,
    mutedUntil: isMuted(member) ? (member?.mutedUntil?.toISOString() ?? null) : null,
    archivedAt: isArchived(chat, userId) ? (member?.archivedAt?.toISOString() ?? null) : null,
    isMarkedUnread: isMarkedUnread(member),
    isAwaitingReply: isAwaitingReply(chat, userId),
    isBlocked: member?.hasBlocked ?? false,
  };
}

/** To staff a support chat waits while the customer spoke last, whoever of them is asked. */
export function isAwaitingReply({ type, createdBy, lastHuman }: Chat, userId: string): boolean {
  if (!lastHuman) return false;
  const isHouse = type === 'support' && createdBy.toHexString() !== userId;
  return isHouse ? lastHuman.senderId.equals(createdBy) : lastHuman.senderId.toHexString() !== userId;
}

export function isMuted(member: Pick<ChatMember, 'mutedUntil'> | undefined): boolean {
  return (member?.mutedUntil?.getTime() ?? 0) > Date.now();
}

export function isArchived(chat: Chat, userId: string): boolean {
  const member = memberOf(chat, userId);
  if (!member?.archivedAt) return false;
  return isMuted(member) || (chat.lastHuman?.seq ?? 0) <= member.archivedSeq;
}

export function isMarkedUnread(member: Pick<ChatMember, 'markedUnreadSeq' | 'lastReadSeq'> | undefined): boolean {
  const markedAt = member?.markedUnreadSeq ?? null;
  return markedAt !== null && (member?.lastReadSeq ?? 0) <= markedAt;
}
