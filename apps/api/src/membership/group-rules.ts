import type { Chat, ChatMember } from '../chat/chat.schema';
import { roleOf } from '../chat/viewer-flags';
import { forbidden } from '../common/app-error';

/** Adding, removing and renaming. */
export function requireAdmin(chat: Chat, member: ChatMember): void {
  if (roleOf(chat, member) === 'member') throw forbidden();
}

export function requireOwner(chat: Chat, member: ChatMember): void {
  if (roleOf(chat, member) !== 'owner') throw forbidden();
}

/** Admins may remove each other; nobody removes the owner. */
export function requireRemovable(chat: Chat, target: ChatMember): void {
  if (roleOf(chat, target) === 'owner') throw forbidden();
}

/** Who is owner after one left: the oldest admin, else the oldest member; undefined when nobody is left. */
export function successorOf({ members }: Chat, leaver: ChatMember): ChatMember | undefined {
  const others = members
    .filter(({ userId }) => !userId.equals(leaver.userId))
    .sort((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime());
  return others.find(({ role }) => role === 'admin') ?? others.at(0);
}
