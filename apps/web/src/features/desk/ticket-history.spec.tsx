import '@testing-library/jest-dom';
import type { Locale, TicketHistoryDto } from '@app/contracts';
import { screen } from '@testing-library/react';
import { renderInApp } from '@/testing/render-in-app';
import { buildTicket, buildUser } from '../../../../../libs/client/src/testing/build';
import { TicketHistory } from './ticket-history';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const entry = (part: Partial<TicketHistoryDto>): TicketHistoryDto => ({
  at: '2026-01-01T00:00:00.000Z',
  actorId: 'ana',
  field: 'state',
  from: 'new',
  to: 'open',
  ...part,
});

const ticket = buildTicket({
  requester: buildUser({ id: 'kamel', name: 'Kamel' }),
  history: [
    entry({ actorId: 'kamel', from: null, to: 'new' }),
    entry({ field: 'assignee', from: null, to: 'ana' }),
    entry({ field: 'priority', from: 'normal', to: 'high' }),
    entry({ field: 'state', from: 'open', to: 'pending', actorId: null }),
    entry({ field: 'assignee', from: 'ana', to: null, actorId: 'gone' }),
  ],
});

const show = (locale: Locale) => renderInApp(<TicketHistory ticket={ticket} />, { locale, me: { role: 'agent' } });
const lines = () =>
  screen
    .getAllByRole('listitem')
    .map((item) => (item.querySelector('span')?.firstChild?.textContent ?? '').replace(/[\u2068\u2069]/g, ''));

describe('TicketHistory', () => {
  it.each<[Partial<TicketHistoryDto>, string]>([
    [{ field: 'category', from: 'general', to: 'booking' }, 'You set the category to Booking'],
    [{ field: 'tag', from: null, to: 'refund' }, 'You added the tag refund'],
    [{ field: 'tag', from: 'refund', to: null }, 'You removed the tag refund'],
    [{ field: 'snooze', from: null, to: '2026-01-05T07:00:00.000Z', actorId: 'kamel' }, 'Kamel snoozed it until'],
    [{ field: 'snooze', from: '2026-01-05T07:00:00.000Z', to: null, actorId: null }, 'It came back'],
    [{ field: 'escalation', from: null, to: 'kamel' }, 'You escalated it to Kamel'],
    [{ field: 'merge', from: null, to: '1042' }, 'You merged it with #1042'],
    [{ field: 'merge', from: '1042', to: null }, 'You undid the merge with #1042'],
    [{ field: 'link', from: null, to: '7' }, 'You linked #7'],
    [{ field: 'rating', from: null, to: '5', actorId: 'kamel' }, 'Kamel rated it with 5 of 5'],
  ])('puts %o into words', async (part, words) => {
    const changed = { ...ticket, history: [entry(part)] };
    await renderInApp(<TicketHistory ticket={changed} />, { me: { role: 'agent' } });
    expect(lines()[0]).toContain(words);
  });

  it('tells who changed what, the latest first', async () => {
    await show('en');
    expect(lines()).toEqual([
      'A colleague put it back into the queue',
      'The system set the status to Pending',
      'You set the priority to High',
      'You took it',
      'Kamel opened it',
    ]);
  });

  it('does so in Arabic', async () => {
    await show('ar');
    expect(lines()[3]).toBe('أنت توليتها');
  });
});
