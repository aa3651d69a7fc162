import '@testing-library/jest-dom';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildTicket } from '../../../../../libs/client/src/testing/build';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { RequestList } from './request-list';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const ticket = buildTicket({ id: 't1', number: 1042, subject: 'Lost order', state: 'pending', chatId: 'c1' });

describe('RequestList', () => {
  it('shows each request with its state for the customer and what is unread in its thread', async () => {
    await renderInApp(<RequestList currentId="t1" />, {
      arrange: ({ network, server }) => {
        server.send('ben', { chatId: 'c1', clientMsgId: '00000000-0000-4000-9000-000000000001', text: 'An answer' });
        network.routes.set('GET support-tickets', () => ({ items: [ticket], nextCursor: null }));
      },
    });
    const row = within(screen.getByRole('list', { name: 'Your requests' })).getByRole('link');
    expect(row).toHaveAttribute('href', '/support/t1');
    expect(row).toHaveAttribute('aria-current', 'page');
    for (const text of ['Lost order', '#1042', 'General', 'Your answer is needed', '1 unread message']) {
      expect(row).toHaveTextContent(text);
    }
  });

  it('names a category that is not offered any more in the reader’s language, and one that nobody knows by no key', async () => {
    const tickets = ['visa', 'unheard-of'].map((category, n) => buildTicket({ id: `t${n}`, category, chatId: 'c1' }));
    await renderInApp(<RequestList currentId={null} />, {
      locale: 'fr',
      arrange: ({ network }) => {
        network.routes.set('GET support-tickets', () => ({ items: tickets, nextCursor: null }));
        const visa = { key: 'visa', labels: { ar: 'تأشيرة', fr: 'Visa d’entrée' }, isOffered: false };
        network.routes.set('GET ticket-categories/visa', () => visa);
        network.routes.set('GET ticket-categories/unheard-of', () => {
          throw refuse('NOT_FOUND');
        });
      },
    });
    expect(screen.getByText('Visa d’entrée')).toBeVisible();
    expect(screen.getByText('Autre')).toBeVisible();
    expect(screen.queryByText(/unheard-of/)).toBeNull();
  });

  it('invites to open the first one', async () => {
    await renderInApp(<RequestList currentId={null} />, {
      arrange: ({ network }) => void network.routes.set('GET support-tickets', () => ({ items: [], nextCursor: null })),
    });
    expect(screen.getByText('No requests yet')).toBeVisible();
    expect(screen.getByRole('link', { name: 'New request' })).toHaveAttribute('href', '/support/new');
  });

  it('says that it did not load, and loads on another try', async () => {
    const { network } = await renderInApp(<RequestList currentId={null} />, {
      arrange: (world) =>
        void world.network.routes.set('GET support-tickets', () => {
          throw refuse('UNAVAILABLE');
        }),
    });
    expect(screen.getByRole('alert')).toHaveTextContent('Your requests did not load');
    network.routes.set('GET support-tickets', () => ({ items: [ticket], nextCursor: null }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settleApp();
    expect(screen.getByText('Lost order')).toBeVisible();
  });
});
