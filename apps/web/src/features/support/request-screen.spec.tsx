import '@testing-library/jest-dom';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildTicket, buildUser } from '../../../../../libs/client/src/testing/build';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { RequestScreen } from './request-screen';

const router = { refresh: () => undefined, push: jest.fn(), replace: jest.fn() };
jest.mock('next/navigation', () => ({
  useRouter: () => router,
  usePathname: () => '/support/t1',
  useParams: () => ({ ticketId: 't1' }),
}));

const ticket = buildTicket({ id: 't1', number: 1042, subject: 'Lost order', category: 'booking', chatId: 'c1' });

beforeAll(() => {
  window.matchMedia = (query) => ({ matches: query.includes('min-width'), media: query }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
});

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

  const show = (part: Partial<typeof ticket>) =>
    renderInApp(<RequestScreen ticketId="t1" />, {
      arrange: ({ network, server }) => {
        server.send('ben', { chatId: 'c1', clientMsgId: '00000000-0000-4000-9000-000000000001', text: 'An answer' });
        network.routes.set('GET support-tickets/t1', () => ({ ...ticket, ...part }));
      },
    });

  it('leads from a merged request to the one that goes on', async () => {
    await show({ state: 'closed', mergedInto: { ticketId: 't0', number: 1000 } });
    expect(router.replace).toHaveBeenCalledWith('/support/t0');
  });

  it('lets a closed one be answered, and leads to what the answer opened', async () => {
    const { network, server } = await show({ state: 'closed' });
    act(() => void server.update('c1', { state: 'closed' }));
    await settleApp();
    expect(screen.getByText(/What you write now opens a new one/)).toBeVisible();
    await userEvent.type(screen.getByRole('textbox', { name: /^Message/ }), 'It broke again{Enter}');
    await settleApp();
    expect(router.push).not.toHaveBeenCalled();
    const next = buildTicket({ id: 't5', chatId: 'c5', followUpOf: { ticketId: 't1', number: 1042 } });
    act(() => network.announce({ name: 'ticketUpdated', data: next }));
    await settleApp();
    expect(router.push).toHaveBeenCalledWith('/support/t5');
  });

  it('asks how it was, sends stars and words, and lets them be changed', async () => {
    const rating = { askedAt: '2026-01-01T00:00:00.000Z', score: null, comment: null };
    const { network } = await show({ state: 'solved', rating });
    const rated = { ...ticket, rating: { ...rating, score: 4 }, updatedAt: '2026-01-02T00:00:00.000Z' };
    network.routes.set('PUT support-tickets/t1/rating', () => rated);
    const card = within(await screen.findByRole('region', { name: 'How did we do?' }));
    expect(card.queryByRole('button', { name: 'Send rating' })).toBeNull();
    await userEvent.click(card.getByRole('radio', { name: '4 of 5' }));
    await userEvent.type(card.getByLabelText(/Anything to add/), 'Quick');
    await userEvent.click(card.getByRole('button', { name: 'Send rating' }));
    act(() => network.announce({ name: 'ticketUpdated', data: rated }));
    await settleApp();
    expect(card.getByText('Thank you for your rating.')).toBeVisible();
    await userEvent.click(card.getByRole('button', { name: 'Change it' }));
    expect(card.getByRole('radio', { name: '4 of 5' })).toBeChecked();
  });
});
