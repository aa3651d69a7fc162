import '@testing-library/jest-dom';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildUser } from '../../../../../libs/client/src/testing/build';
import { buildStaffTicket } from '../../../../../libs/client/src/testing/build-desk';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { TicketHeader } from './ticket-header';

const push = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push }) }));

const kamel = buildUser({ id: 'kamel', name: 'Kamel' });
const ticket = buildStaffTicket({ id: 't2', number: 1043, state: 'open', requester: kamel });
const older = buildStaffTicket({ id: 't1', number: 1042, state: 'open', subject: 'First one', requester: kamel });
const ended = buildStaffTicket({ id: 't0', number: 900, state: 'closed', subject: 'Long ago', requester: kamel });
const elses = buildStaffTicket({ id: 't9', number: 77, subject: 'Of another', requester: buildUser({ id: 'zoe' }) });

beforeEach(() => void push.mockReset());

const show = async (shown = ticket) => {
  const world = await renderInApp(
    <TicketHeader ticket={shown} viewers={[]} hasDetails={false} onDetails={() => undefined} />,
    {
      me: { role: 'agent' },
      arrange: ({ network }) => {
        const items = [ticket, older, ended, elses];
        network.routes.set('GET support-tickets', () => ({ items, nextCursor: null }));
      },
    },
  );
  await userEvent.click(screen.getByRole('button', { name: 'More' }));
  return world;
};

describe('TicketMenu', () => {
  it('escalates with a reason, and keeps the reason when that is refused', async () => {
    const { network } = await show();
    const asked: unknown[] = [];
    network.routes.set('POST support-tickets/t2/escalate', () => {
      asked.push(1);
      if (asked.length === 1) throw refuse('ILLEGAL_TRANSITION');
      return ticket;
    });
    await userEvent.click(screen.getByRole('menuitem', { name: 'Escalate…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Escalate #1043' }));
    expect(dialog.getByRole('button', { name: 'Escalate' })).toBeDisabled();
    await userEvent.type(dialog.getByLabelText('Why?'), 'He is angry');
    await userEvent.click(dialog.getByRole('button', { name: 'Escalate' }));
    await settleApp();
    expect(dialog.getByText(/This step is not possible/)).toBeVisible();
    expect(dialog.getByLabelText('Why?')).toHaveValue('He is angry');
    await userEvent.click(dialog.getByRole('button', { name: 'Escalate' }));
    await settleApp();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('merges with an open ticket of the same customer, and leads to the older one', async () => {
    const { network } = await show();
    network.routes.set('POST support-tickets/t2/merge', () => older);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Merge…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Merge #1043 with' }));
    await settleApp();
    const offered = within(dialog.getByRole('list', { name: 'Tickets' })).getAllByRole('button');
    expect(offered.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('First one')]);
    await userEvent.click(offered[0] as HTMLElement);
    await settleApp();
    expect(push).toHaveBeenCalledWith('/desk/t1');
  });

  it('links with whatever the queue has shown, found by number', async () => {
    const { network } = await show();
    const linked: unknown[] = [];
    network.routes.set('POST support-tickets/t2/links', () => {
      linked.push(1);
      return ticket;
    });
    await userEvent.click(screen.getByRole('menuitem', { name: 'Link…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Link #1043 with' }));
    await settleApp();
    await userEvent.type(dialog.getByRole('searchbox', { name: 'Number, subject or person' }), '#77');
    await userEvent.click(within(dialog.getByRole('list', { name: 'Tickets' })).getByRole('button'));
    await settleApp();
    expect(linked).toHaveLength(1);
  });

  it('offers no snooze and no escalation once the ticket is over', async () => {
    await show(buildStaffTicket({ ...ended, id: 't0', desk: {} }));
    for (const name of [/^Snooze for an hour/, 'Escalate…', 'Merge…']) {
      expect(screen.getByRole('menuitem', { name })).toHaveAttribute('aria-disabled', 'true');
    }
  });
});
