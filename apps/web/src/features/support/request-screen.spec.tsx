import '@testing-library/jest-dom';
import { act, screen } from '@testing-library/react';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildTicket, buildUser } from '../../../../../libs/client/src/testing/build';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { RequestScreen } from './request-screen';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined }),
  usePathname: () => '/support/t1',
  useParams: () => ({ ticketId: 't1' }),
}));

const ticket = buildTicket({ id: 't1', number: 1042, subject: 'Lost order', category: 'booking', chatId: 'c1' });

describe('RequestScreen', () => {
  it('shows number, category and state over the talk, live', async () => {
    const { network } = await renderInApp(<RequestScreen ticketId="t1" />, {
      arrange: (world) => void world.network.routes.set('GET support-tickets/t1', () => ticket),
    });
    expect(screen.getByRole('heading', { name: 'Lost order' })).toBeVisible();
    expect(screen.getByText(/#1042/)).toBeVisible();
    expect(screen.getByText('Received')).toBeVisible();
    expect(document.getElementById('composer')).toBeVisible();

    const assignee = buildUser({ id: 'nadia', name: 'Nadia', role: 'agent' });
    const updatedAt = '2026-01-02T00:00:00.000Z';
    act(() => network.announce({ name: 'ticketUpdated', data: { ...ticket, state: 'open', assignee, updatedAt } }));
    await settleApp();
    expect(screen.getByText('In progress')).toBeVisible();
    expect(screen.getByText('Nadia')).toBeVisible();
  });

  it('says the same of a foreign ticket and of one that never was', async () => {
    await renderInApp(<RequestScreen ticketId="t1" />, {
      arrange: ({ network }) =>
        void network.routes.set('GET support-tickets/t1', () => {
          throw refuse('FORBIDDEN');
        }),
    });
    expect(screen.getByRole('alert')).toHaveTextContent('This request is not here');
    expect(screen.getByRole('link', { name: 'To your requests' })).toHaveAttribute('href', '/support');
  });
});
