import type { CannedReplyDto } from '@app/contracts';
import { buildUser } from '../../../../../libs/client/src/testing/build';
import { buildStaffTicket } from '../../../../../libs/client/src/testing/build-desk';
import { findReplies, queryIn, textFor } from './canned-reply';

const reply = (shortcut: string, title: string, variants: CannedReplyDto['variants'] = {}): CannedReplyDto => ({
  ...{ id: shortcut, shortcut, title, variants, isTeam: true, updatedAt: '2026-01-01T00:00:00.000Z' },
});

describe(textFor.name, () => {
  const ticket = buildStaffTicket({
    number: 7,
    requester: buildUser({ name: 'Kamel' }),
    desk: { language: 'ar' },
  });
  const me = { name: 'Nadia' };

  it('takes the customer’s language, and fills in names', () => {
    const variants = { ar: 'مرحبا {{customer.name}}، طلبك {{ticket.number}}', en: 'Hi' };
    expect(textFor({ variants }, ticket, me)).toBe('مرحبا Kamel، طلبك 7');
  });

  it('takes another language and a fallback where something is missing', () => {
    const variants = { fr: '{{context.title|votre annonce}} : {{agent.name}}' };
    expect(textFor({ variants }, ticket, me)).toBe('votre annonce : Nadia');
  });
});

describe(queryIn.name, () => {
  it.each([
    ['/', ''],
    ['/Ref', 'ref'],
    ['/refund now', null],
    ['see /refund', null],
    ['', null],
    ['//', null],
  ])('%p looks for %p', (text, query) => {
    expect(queryIn(text)).toBe(query);
  });
});

describe(findReplies.name, () => {
  it('has what begins with it before what holds it', () => {
    const all = [reply('no-refund', 'Too late'), reply('refund-ok', 'Granted'), reply('wait', 'Refund is coming')];
    expect(findReplies(all, 'refund').map(({ id }) => id)).toEqual(['refund-ok', 'no-refund', 'wait']);
    expect(findReplies(all, 'zzz')).toEqual([]);
  });
});
