import { buildChat, buildUser } from '@/testing/build';
import { faceOf } from './chat-face';

const me = { id: 'amel', role: 'user' } as const;
const member = (user: ReturnType<typeof buildUser>) => ({
  userId: user.id,
  user,
  role: 'member' as const,
  joinedAt: '',
  lastReadSeq: 0,
  lastDeliveredSeq: 0,
});
const agent = buildUser({ id: 'nadia', name: 'Nadia', role: 'agent' });
const amel = buildUser({ id: 'amel', name: 'Amel Haddad' });

describe('faceOf', () => {
  it('shows the other person of a chat of two', () => {
    expect(faceOf(buildChat(), me)).toMatchObject({ name: 'Yacine Benali', isHouse: false, other: { id: 'yacine' } });
  });

  it('shows the house to a customer, and the customer to staff', () => {
    const chat = buildChat({ type: 'support', title: 'Refund', members: [member(amel), member(agent)] });
    expect(faceOf(chat, me)).toMatchObject({ name: null, isHouse: true, other: null });
    expect(faceOf(chat, { id: 'nadia', role: 'agent' })).toMatchObject({ name: 'Amel Haddad', isHouse: false });
  });

  it('shows a group by its title, else by its people', () => {
    const members = [member(amel), member(buildUser()), member(buildUser({ id: 'lina', name: 'Lina Kaci' }))];
    expect(faceOf(buildChat({ type: 'group', title: 'Club', members }), me).name).toBe('Club');
    expect(faceOf(buildChat({ type: 'group', members }), me).name).toBe('Yacine Benali, Lina Kaci');
  });
});
