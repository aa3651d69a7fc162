import type { ChatDto, ChatMemberDto } from '@app/contracts';

/** What a person may do in a group. The server decides on its own; this only hides what it would refuse. */
export interface GroupRights {
  /** Add people, remove them and rename. */
  mayManage: boolean;
  /** Give and take roles, and hand the group over. */
  mayGiveRoles: boolean;
  mayRemove: (member: ChatMemberDto) => boolean;
}

export function rightsIn(chat: ChatDto, meId: string): GroupRights {
  const role = chat.type === 'group' ? chat.members.find(({ userId }) => userId === meId)?.role : undefined;
  const mayManage = role === 'owner' || role === 'admin';
  return {
    mayManage,
    mayGiveRoles: role === 'owner',
    mayRemove: (member) => mayManage && member.userId !== meId && member.role !== 'owner',
  };
}
