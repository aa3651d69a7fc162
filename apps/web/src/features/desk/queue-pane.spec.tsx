import '@testing-library/jest-dom';
import type { SavedViewDto } from '@app/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildUser } from '../../../../../libs/client/src/testing/build';
import { buildStaffTicket } from '../../../../../libs/client/src/testing/build-desk';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { QueuePane } from './queue-pane';

const push = jest.fn();
jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push }) }));

const waiting = buildStaffTicket({
  id: 't1',
  number: 1042,
  subject: 'Order never arrived',
  state: 'new',
  priority: 'urgent',
  requester: buildUser({ id: 'kamel', name: 'Kamel Ziani' }),
  assignee: null,
  isAwaitingReply: true,
  desk: { tags: ['refund'] },
  updatedAt: '2026-01-01T00:02:00.000Z',
});
const answered = buildStaffTicket({
  id: 't2',
  number: 1041,
  subject: 'Refund',
  state: 'pending',
  isAwaitingReply: false,
  updatedAt: '2026-01-01T00:01:00.000Z',
});

const show = (answer: () => unknown = () => ({ items: [waiting, answered], nextCursor: null })) =>
  renderInApp(<QueuePane currentId="t2" />, {
    me: { role: 'agent' },
    arrange: ({ network }) => {
      network.routes.set('GET support-tickets', answer);
      network.routes.set('GET ticket-views', () => []);
      network.routes.set('GET desk/agents', () => []);
    },
  });

const rows = () => within(screen.getByRole('list', { name: 'Tickets' })).getAllByRole('link');

describe('QueuePane', () => {
  it('shows what, who, state, urgency and whose turn it is', async () => {
    await show();
    expect(rows()).toHaveLength(2);
    for (const text of ['Order never arrived', '#1042', 'Kamel Ziani', 'New', 'Urgent', 'Needs answer']) {
      expect(rows()[0]).toHaveTextContent(text);
    }
    expect(rows()[1]).toHaveTextContent('Answered');
    expect(rows()[1]).toHaveAttribute('aria-current', 'page');
  });

  it('follows what happens to a ticket', async () => {
    const { network } = await show();
    const updatedAt = '2026-01-01T00:03:00.000Z';
    act(() => network.announce({ name: 'ticketUpdated', data: { ...answered, state: 'solved', updatedAt } }));
    await settleApp();
    expect(rows()[0]).toHaveTextContent('Solved');
  });

  it('goes to the ticket above with Alt and the arrow', async () => {
    await show();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(push).toHaveBeenCalledWith('/desk/t1');
  });

  it('says what to do when nothing is left, and when it did not load', async () => {
    const { parley, network } = await show(() => ({ items: [], nextCursor: null }));
    expect(screen.getByText('No tickets yet')).toBeVisible();
    await userEvent.click(screen.getByRole('radio', { name: 'Mine' }));
    await settleApp();
    expect(screen.getByText('Nothing on your plate')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show unassigned' }));
    await settleApp();
    expect(parley.tickets.getState().view.view).toBe('unassigned');
    network.routes.set('GET support-tickets', () => {
      throw refuse('UNAVAILABLE');
    });
    await userEvent.click(screen.getByRole('radio', { name: 'All' }));
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent('The queue did not load');
  });
});

describe('the filters of the queue', () => {
  it('narrow the list down, say so, and are taken away one by one', async () => {
    const { parley } = await show();
    await userEvent.click(screen.getByRole('button', { name: /Filter/ }));
    const form = within(screen.getByRole('dialog', { name: 'Filter' }));
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Priority' }), 'Urgent');
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Tag' }), 'refund');
    await userEvent.click(form.getByRole('button', { name: 'Close' }));
    await settleApp();
    expect(rows().map((row) => row.textContent)).toEqual([expect.stringContaining('#1042')]);
    expect(screen.getByRole('button', { name: /2 filters/ })).toBeVisible();
    const chips = within(screen.getByRole('list', { name: 'Filtered by' }));
    await userEvent.click(chips.getByRole('button', { name: /Urgent/ }));
    await userEvent.click(chips.getByRole('button', { name: /refund/ }));
    await settleApp();
    expect(rows()).toHaveLength(2);
    expect(parley.tickets.getState().view).toMatchObject({ priority: null, tag: null });
  });

  it('reach the seldom wanted views by the menu', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'More queues' }));
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'Snoozed' }));
    await settleApp();
    expect(screen.getByRole('radio', { name: 'Snoozed' })).toBeChecked();
    expect(screen.getByText('Nothing is snoozed')).toBeVisible();
  });
});

describe('saved queues', () => {
  it('are saved from what is shown, opened from the menu, named in the heading, renamed, and removed', async () => {
    const stored: SavedViewDto[] = [];
    const { parley, network } = await show();
    network.routes.set('GET ticket-views', () => [...stored]);
    network.routes.set('POST ticket-views', (body) => {
      if (stored.length > 0) throw refuse('CONFLICT');
      stored.push({ ...(body as unknown as SavedViewDto), id: 'v1' });
      return stored[0];
    });
    await act(() => parley.tickets.setView({ view: 'unassigned', priority: 'urgent' }));
    const edit = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'More queues' }));
      await userEvent.click(screen.getByRole('menuitem', { name: 'Save or edit queues…' }));
      return within(await screen.findByRole('dialog', { name: 'Saved queues' }));
    };
    const dialog = await edit();
    await userEvent.type(dialog.getByLabelText('Save what is shown as'), 'On fire{Enter}');
    await settleApp();
    expect(stored).toMatchObject([{ name: 'On fire', query: { view: 'unassigned', priority: 'urgent' } }]);
    expect(await screen.findByRole('heading', { name: 'On fire' })).toBeVisible();

    await userEvent.click(screen.getByRole('radio', { name: 'All' }));
    await userEvent.click(screen.getByRole('button', { name: /Remove this filter/ }));
    await settleApp();
    expect(screen.getByRole('heading', { name: 'All tickets' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'More queues' }));
    await userEvent.click(screen.getByRole('menuitemradio', { name: 'On fire' }));
    await settleApp();
    expect(parley.tickets.getState().view).toMatchObject({ view: 'unassigned', priority: 'urgent' });

    const again = await edit();
    await userEvent.type(again.getByLabelText('Save what is shown as'), 'On fire{Enter}');
    await settleApp();
    expect(again.getByText('There is one with this name already.')).toBeVisible();

    await userEvent.click(again.getByRole('button', { name: 'Rename On fire' }));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(again.getByRole('button', { name: 'Rename On fire' })).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    network.routes.set('PUT ticket-views/v1', (body) => {
      if (body.name === 'Taken') throw refuse('CONFLICT');
      stored[0] = { ...(body as unknown as SavedViewDto), id: 'v1' };
      return stored[0];
    });
    const name = again.getByLabelText('New name');
    await userEvent.clear(name);
    await userEvent.type(name, 'Taken{Enter}');
    await settleApp();
    expect(name).toHaveAccessibleDescription('There is one with this name already.');
    await userEvent.clear(name);
    await userEvent.type(name, ' Urgent first {Enter}');
    await settleApp();
    expect(stored).toEqual([
      { id: 'v1', name: 'Urgent first', isTeam: false, query: { view: 'unassigned', priority: 'urgent' } },
    ]);
    expect(again.getByText('Urgent first')).toBeVisible();
    network.routes.set('DELETE ticket-views/v1', () => void stored.pop());
    await userEvent.click(again.getByRole('button', { name: 'Remove Urgent first' }));
    await settleApp();
    expect(stored).toEqual([]);
  });
});
