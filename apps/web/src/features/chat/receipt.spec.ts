import { buildChat, buildMessage, buildUser } from '@/testing/build';
import { hasReceipts, readCounter, receiptsOf } from './receipt';

const member = (id: string, lastReadSeq: number, lastDeliveredSeq: number) => ({
  userId: id,
  user: buildUser({ id, name: id }),
  role: 'member' as const,
  joinedAt: '2026-11-01T00:00:00.000Z',
  lastReadSeq,
  lastDeliveredSeq,
});

const GROUP = buildChat({
  type: 'group',
  members: [member('amel', 9, 9), member('read', 5, 5), member('device', 4, 6), member('away', 0, 0)],
});

describe('receipts of a group', () => {
  it('part the others by how far each one is', () => {
    const { read, delivered, waiting } = receiptsOf(GROUP, 5, 'amel');
    expect([read, delivered, waiting].map((people) => people.map(({ userId }) => userId))).toEqual([
      ['read'],
      ['device'],
      ['away'],
    ]);
  });

  it('count who has read, oneself not among them', () => {
    expect(readCounter(GROUP, 'amel')?.(4)).toEqual({ read: 2, total: 3 });
    expect(readCounter(GROUP, 'amel')?.(6)).toEqual({ read: 0, total: 3 });
    expect(readCounter(buildChat(), 'amel')).toBeNull();
  });

  it('are of own messages in groups only', () => {
    const own = buildMessage(1, { senderId: 'amel' });
    expect(hasReceipts(GROUP, own, 'amel')).toBe(true);
    expect(hasReceipts(GROUP, buildMessage(1), 'amel')).toBe(false);
    expect(hasReceipts(buildChat(), own, 'amel')).toBe(false);
  });
});
