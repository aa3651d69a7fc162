import '@testing-library/jest-dom';
import type { BulkTicketsInput } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type Notice, useNotice } from '@/features/shell/notice';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildStaffTicket } from '../../../../../libs/client/src/testing/build-desk';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { QueuePane } from './queue-pane';

jest.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }) }));

const tickets = [1, 2, 3].map((number) =>
  buildStaffTicket({ id: `t${number}`, number, subject: `Subject ${number}`, state: 'open', desk: { tags: ['vip'] } }),
);

let notice: Notice | null;
const Listener = () => {
  notice = useNotice();
  return null;
};

async function show() {
  const asked: BulkTicketsInput[] = [];
  const page = (
    <>
      <QueuePane currentId="t2" />
      <Listener />
    </>
  );
  const world = await renderInApp(page, {
    me: { role: 'agent' },
    arrange: ({ network }) => {
      network.routes.set('GET support-tickets', () => ({ items: tickets, nextCursor: null }));
      network.routes.set('GET ticket-views', () => []);
      network.routes.set('GET desk/agents', () => []);
      network.routes.set('GET macros', () => [
        { id: 'm1', name: 'Thank', isTeam: true, actions: [{ kind: 'note', text: 'Thanked' }], updatedAt: '' },
      ]);
      network.routes.set('POST support-tickets/bulk', (body) => {
        const input = body as unknown as BulkTicketsInput;
        asked.push(input);
        return input.ticketIds.map((ticketId) => ({ ticketId, error: null }));
      });
    },
  });
  return { ...world, asked };
}

const check = (name: RegExp) => screen.getByRole('checkbox', { name });
const bar = async () => within(await screen.findByRole('region', { name: 'Chosen tickets' }));

async function act(button: string, item: string) {
  await userEvent.click((await bar()).getByRole('button', { name: button }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  await settleApp();
}

describe('bulk changes', () => {
  it('change the chosen ones only, and those that refused stay chosen with the reason', async () => {
    const { network, asked } = await show();
    await userEvent.click(screen.getByRole('button', { name: 'Choose several' }));
    await userEvent.click(check(/^Choose #1,/));
    await userEvent.click(check(/^Choose #3,/));
    expect((await bar()).getByRole('status')).toHaveTextContent('2 tickets chosen');
    const error = { code: 'ILLEGAL_TRANSITION', message: 'No.' };
    network.routes.set('POST support-tickets/bulk', (body) => {
      asked.push(body as unknown as BulkTicketsInput);
      return [
        { ticketId: 't1', error: null },
        { ticketId: 't3', error },
      ];
    });
    await act('Change the status to', 'Pending');
    expect(asked).toMatchObject([{ ticketIds: ['t3', 't1'], actions: [{ kind: 'state', state: 'pending' }] }]);
    expect(notice).toMatchObject({ kind: 'failure', text: '1 ticket changed. 1 stayed as it was.' });
    expect(notice?.detail).toMatch(/This step is not possible/);
    expect(check(/^Choose #1,/)).not.toBeChecked();
    expect(check(/^Choose #3,/)).toBeChecked();
  });

  it('repeat a run whose answer was lost as the same one, so that a note is written once', async () => {
    const { network, asked } = await show();
    await userEvent.keyboard('x');
    expect(check(/^Choose #2,/)).toBeChecked();
    network.routes.set('POST support-tickets/bulk', (body) => {
      asked.push(body as unknown as BulkTicketsInput);
      throw refuse('UNAVAILABLE');
    });
    await act('Macros', 'Thank');
    await act('Macros', 'Thank');
    expect(asked).toHaveLength(2);
    expect(asked[1]?.clientRunId).toBe(asked[0]?.clientRunId);
    await act('Add a tag', 'vip');
    expect(asked[2]?.clientRunId).not.toBe(asked[0]?.clientRunId);
  });

  it('ask before they close, and take everything that is shown', async () => {
    const { asked } = await show();
    await userEvent.click(screen.getByRole('button', { name: 'Choose several' }));
    expect((await bar()).getByRole('button', { name: 'Assign to' })).toBeDisabled();
    await userEvent.click(check(/^Choose all/));
    await act('Change the status to', 'Closed');
    expect(asked).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Close them' }));
    await settleApp();
    expect(asked).toMatchObject([{ ticketIds: ['t3', 't2', 't1'], actions: [{ kind: 'state', state: 'closed' }] }]);
    expect(notice).toMatchObject({ text: '3 tickets changed.' });
    await userEvent.click((await bar()).getByRole('button', { name: 'Stop choosing' }));
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});
