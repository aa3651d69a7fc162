import type { MemberRole } from '@app/contracts';
import type { Chat, ChatMember } from '../chat/chat.schema';
import { memberOf } from '../chat/viewer-flags';
import { forbidden } from '../common/app-error';

/** Adding, removing and renaming. */
export function requireAdmin(member: ChatMember): void {
  if (member.role === 'member') throw forbidden();
}

export function requireOwner(member: ChatMember): void {
  if (member.role !== 'owner') throw forbidden();
}

/** Admins may remove each other; nobody removes the owner. */
export function requireRemovable(target: ChatMember): void {
  if (target.role === 'owner') throw forbidden();
}

/** Who is owner after the owner left: the oldest admin, else the oldest member; undefined when nobody is left. */
export function successorOf(chat: Chat, leaverId: string): ChatMember | undefined {
  const leaver = memberOf(chat, leaverId);
  const others = chat.members.filter((member) => member !== leaver);
  const oldestOf = (role: MemberRole) =>
    others
      .filter((member) => member.role === role)
      .sort((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())
      .at(0);
  return oldestOf('admin') ?? oldestOf('member');
}
