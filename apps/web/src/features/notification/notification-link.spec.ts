import { linkOf } from './notification-link';

describe(linkOf, () => {
  it('leads to the chat', () => {
    expect(linkOf({ data: { chatId: 'c1' } }, 'user')).toBe('/chats/c1');
  });

  it('leads to the ticket, also from a message in its thread: customers to help, staff to the desk', () => {
    const row = { data: { chatId: 'c1', ticketId: 't1' } };
    expect(linkOf(row, 'user')).toBe('/support/t1');
    expect(linkOf(row, 'agent')).toBe('/desk/t1');
    expect(linkOf(row, 'admin')).toBe('/desk/t1');
  });

  it('leads nowhere from an announcement', () => {
    expect(linkOf({ data: { broadcastId: 'b1' } }, 'user')).toBeNull();
  });
});
