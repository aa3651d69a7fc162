import '@testing-library/jest-dom';
import { ParleyError } from '@app/client';
import type { SupportTicketDto } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildTicket, buildUser } from '../../../../../libs/client/src/testing/build';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { TicketHeader } from './ticket-header';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const update = jest.fn();
const assign = jest.fn();

beforeEach(() => {
  update.mockReset().mockResolvedValue(buildTicket());
  assign.mockReset().mockResolvedValue(buildTicket());
});

const show = (ticket: Partial<SupportTicketDto>, arrange: (world: World) => void = () => undefined) =>
  renderInApp(
    <TicketHeader
      ticket={buildTicket({ id: 't1', ...ticket })}
      viewers={[]}
      hasDetails={false}
      onDetails={() => undefined}
    />,
    {
      me: { role: 'agent' },
      arrange: (world) => {
        const { parley } = world;
        arrange(world);
        jest.spyOn(parley.tickets, 'update').mockImplementation(update);
        jest.spyOn(parley.tickets, 'assign').mockImplementation(assign);
      },
    },
  );

const openMenu = (name: RegExp) => userEvent.click(screen.getByRole('button', { name }));
const items = () =>
  within(screen.getByRole('menu'))
    .getAllByRole('menuitemradio')
    .map((item) => item.textContent ?? '');

const nadia = buildUser({ id: 'nadia', name: 'Nadia', role: 'agent' });

describe('TicketHeader', () => {
  it('offers only the steps that are possible from here', async () => {
    await show({ state: 'pending', assignee: nadia });
    await openMenu(/^Status/);
    expect(items()).toEqual([
      expect.stringMatching(/^Pending/),
      expect.stringMatching(/^Open/),
      expect.stringMatching(/^On hold/),
      expect.stringMatching(/^Solved/),
    ]);
    await userEvent.click(screen.getByRole('menuitemradio', { name: /^Solved/ }));
    expect(update).toHaveBeenCalledWith('t1', { state: 'solved' });
  });

  it('knows the desk’s own categories, those that customers cannot choose included', async () => {
    await show({ category: 'refund' }, ({ network }) =>
      network.routes.set('GET ticket-categories/all', () => ({
        version: 1,
        categories: [
          { key: 'general', labels: { en: 'Anything' }, isOffered: true },
          { key: 'refund', labels: { fr: 'Remboursement' }, isOffered: false },
        ],
      })),
    );
    expect(screen.getByRole('button', { name: /^Category/ })).toHaveTextContent('Remboursement');
    await openMenu(/^Category/);
    expect(items()).toEqual(['Anything', 'Remboursement']);
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Anything' }));
    expect(update).toHaveBeenCalledWith('t1', { category: 'general' });
  });

  it('shows no key of a category while the list does not come', async () => {
    await show({ category: 'refund' }, ({ network }) =>
      network.routes.set('GET ticket-categories/all', () => {
        throw refuse('UNAVAILABLE');
      }),
    );
    expect(screen.getByRole('button', { name: /^Category/ })).toHaveTextContent('Other');
    await openMenu(/^Category/);
    expect(items()).toEqual(['General', 'Booking', 'Destination', 'Complaint', 'Other']);
  });

  it('asks for somebody to take it before it can be solved', async () => {
    await show({ state: 'open', assignee: null });
    await openMenu(/^Status/);
    const solved = screen.getByRole('menuitemradio', { name: /^Solved/ });
    expect(solved).toHaveAttribute('aria-disabled', 'true');
    expect(solved).toHaveTextContent('Assign it to somebody first');
  });

  it('closes only after asking', async () => {
    await show({ state: 'solved', assignee: nadia, number: 1042 });
    await openMenu(/^Status/);
    await userEvent.click(screen.getByRole('menuitemradio', { name: /^Closed/ }));
    expect(update).not.toHaveBeenCalled();
    const question = screen.getByRole('alertdialog', { name: 'Close ticket #1042?' });
    await userEvent.click(within(question).getByRole('button', { name: 'Close ticket' }));
    expect(update).toHaveBeenCalledWith('t1', { state: 'closed' });
  });

  it('takes a free ticket with one press', async () => {
    await show({ assignee: null });
    await userEvent.click(screen.getByRole('button', { name: 'Take it' }));
    await settleApp();
    expect(assign).toHaveBeenCalledWith('t1', { assigneeId: 'ana' });
  });

  it.each([
    ['ILLEGAL_TRANSITION', 'This step is not possible from where the ticket stands now.'],
    ['CONFLICT', 'Somebody else changed this ticket just now. Look again, then repeat what still fits.'],
    ['CHAT_CLOSED', 'This ticket is closed and cannot be changed.'],
    ['NETWORK', 'Not changed: no connection.'],
  ] as const)('says after %s why nothing changed', async (code, text) => {
    update.mockRejectedValueOnce(new ParleyError({ code }));
    await show({ state: 'open', priority: 'normal', assignee: nadia });
    await openMenu(/^Priority/);
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Urgent' }));
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent(text);
  });
});
