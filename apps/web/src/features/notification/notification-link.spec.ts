import { buildNotification } from '../../../../../libs/client/src/testing/build';
import { isOutside, linkOf } from './notification-link';

const buildRow = (data: object, overrides: object = {}) => buildNotification({ data, ...overrides });

describe(linkOf, () => {
  it('leads to the chat', () => {
    expect(linkOf(buildRow({ chatId: 'c1' }), 'user')).toBe('/chats/c1');
  });

  it('leads to the ticket, also from a message in its thread: customers to help, staff to the desk', () => {
    const row = buildRow({ chatId: 'c1', ticketId: 't1' });
    expect(linkOf(row, 'user')).toBe('/support/t1');
    expect(linkOf(row, 'agent')).toBe('/desk/t1');
    expect(linkOf(row, 'admin')).toBe('/desk/t1');
  });

  it('leads nowhere from an announcement, whose link stands under its text', () => {
    const row = buildRow({ broadcastId: 'b1' }, { type: 'broadcast', link: '/offers' });
    expect(linkOf(row, 'user')).toBeNull();
  });

  it('leads from a security notice to what to do about it', () => {
    expect(linkOf(buildRow({}, { type: 'security' }), 'user')).toBe('/settings#security');
  });

  it.each(['/orders/7', 'https://souk.example/orders/7'])('leads where the marketplace says: %s', (link) => {
    expect(linkOf(buildRow({}, { type: 'custom', link }), 'user')).toBe(link);
  });
});

describe(isOutside, () => {
  it.each([
    ['/orders/7', false],
    ['https://souk.example/orders/7', true],
  ])('%s: %s', (href, expected) => expect(isOutside(href)).toBe(expected));
});
