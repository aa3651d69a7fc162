import type { MemberRole } from '@app/contracts';
import { buildChat } from '@/testing/build';
import { rightsIn } from './group-rights';

/** Amel's role, and that of Yacine, whom she looks at. */
function groupOf(amel: MemberRole, yacine: MemberRole = 'member') {
  const chat = buildChat({ type: 'group' });
  const members = chat.members.map((member) => ({ ...member, role: member.userId === 'amel' ? amel : yacine }));
  return { ...chat, members };
}

const outcome = (amel: MemberRole, yacine?: MemberRole) => {
  const chat = groupOf(amel, yacine);
  const { mayManage, mayGiveRoles, mayRemove } = rightsIn(chat, 'amel');
  return [mayManage, mayGiveRoles, ...chat.members.map(mayRemove)];
};

describe(rightsIn.name, () => {
  it('lets the owner do everything but remove themselves', () => {
    expect(outcome('owner', 'admin')).toEqual([true, true, true, false]);
  });

  it('lets admins manage, and remove each other, but neither give roles nor remove the owner', () => {
    expect(outcome('admin', 'admin')).toEqual([true, false, true, false]);
    expect(outcome('admin', 'owner')).toEqual([true, false, false, false]);
  });

  it('lets members, strangers and people of other chats do nothing', () => {
    expect(outcome('member')).toEqual([false, false, false, false]);
    expect(rightsIn(groupOf('owner'), 'lina').mayManage).toBe(false);
    expect(rightsIn({ ...groupOf('owner'), type: 'direct' }, 'amel').mayManage).toBe(false);
  });
});
