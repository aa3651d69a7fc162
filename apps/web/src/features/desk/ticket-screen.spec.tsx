import '@testing-library/jest-dom';
import type { CannedReplyDto, TicketNoteDto } from '@app/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildUser } from '../../../../../libs/client/src/testing/build';
import { buildStaffTicket } from '../../../../../libs/client/src/testing/build-desk';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { TicketScreen } from './ticket-screen';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => '/desk/t1',
}));

beforeAll(() => {
  window.matchMedia = (query) => ({ matches: query.includes('min-width'), media: query }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
});

const zoe = buildUser({ id: 'zoe', name: 'Zoe Amir', role: 'agent' });
const ticket = buildStaffTicket({
  ...{ id: 't1', number: 1042, state: 'open', chatId: 'c1' },
  requester: buildUser({ id: 'ben', name: 'Ben' }),
  desk: { language: 'fr' },
});
const note = (id: string, text: string, createdAt: string): TicketNoteDto => ({
  ...{ id, ticketId: 't1', author: zoe, text, createdAt },
});
const canned: CannedReplyDto = {
  ...{ id: 'r1', shortcut: 'refund-ok', title: 'Refund granted', isTeam: true, updatedAt: '2026-01-01T00:00:00.000Z' },
  variants: { en: 'Hello', fr: 'Bonjour {{customer.name}}, nº {{ticket.number}}' },
};

const arrange = ({ network, server }: World) => {
  server.send('ben', { chatId: 'c1', clientMsgId: '00000000-0000-4000-9000-000000000001', text: 'Where is it?' });
  network.routes.set('GET support-tickets/t1', () => ticket);
  network.routes.set('GET support-tickets', () => ({ items: [ticket], nextCursor: null }));
  const notes = [note('n1', 'The seller does not answer', '2099-01-01T00:00:00.000Z')];
  network.routes.set('GET support-tickets/t1/notes', () => ({ items: notes, nextCursor: null }));
  network.routes.set('GET canned-replies', () => [canned]);
  network.routes.set('GET macros', () => [{ id: 'm1', name: 'Ask for a photo', isTeam: true, actions: [] }]);
};

const show = () => renderInApp(<TicketScreen ticketId="t1" />, { me: { role: 'agent' }, arrange });
const sent = ({ server }: World) => server.messages('c1').map(({ text }) => text);

describe('TicketScreen', () => {
  it('has one head, the same while the thread is under way and when it is there', async () => {
    const { network } = await renderInApp(<TicketScreen ticketId="t1" />, {
      me: { role: 'agent' },
      arrange: (world) => {
        arrange(world);
        world.network.isAuto = false;
      },
    });
    const deliver = async () => {
      for (const packet of network.packets.splice(0)) packet.deliver();
      await settleApp();
    };
    while (!screen.queryByRole('heading', { name: ticket.subject })) await deliver();
    expect(screen.queryByText('Where is it?')).toBeNull();
    const head = screen.getByRole('heading', { name: ticket.subject });
    await userEvent.click(screen.getByRole('button', { name: /Status/ }));
    while (!screen.queryByText('Where is it?')) await deliver();
    expect(screen.getByRole('menu', { name: /Status/ })).toBeVisible();
    expect(head).toBeInTheDocument();
  });

  it('goes from its head to where one writes with Escape, and to the search with Ctrl+Shift+F', async () => {
    await show();
    await settleApp();
    const status = screen.getByRole('button', { name: /Status/ });
    act(() => status.focus());
    await userEvent.keyboard('{Escape}');
    expect(document.getElementById('composer')).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Internal note' }));
    await userEvent.click(status);
    await userEvent.keyboard('{Escape}');
    // That closed the menu; the next one leaves the head.
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    await waitFor(() => expect(status).toHaveFocus());
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('textbox', { name: 'Note for the team' })).toHaveFocus();
    act(() => status.focus());
    await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}');
    expect(await screen.findByRole('searchbox')).toBeVisible();
  });

  it('sets notes among the messages, marked as what they are', async () => {
    const { network } = await show();
    await settleApp();
    expect(screen.getByRole('region', { name: /Internal note by/ })).toHaveTextContent('The seller does not answer');
    act(() => network.announce({ name: 'ticketNote', data: note('n2', 'Call him', '2099-01-01T00:01:00.000Z') }));
    await settleApp();
    expect(screen.getAllByRole('region', { name: /Internal note by/ })).toHaveLength(2);
  });

  it('keeps writing notes once it does, and a note is never sent as a message', async () => {
    const world = await show();
    const written = note('n3', 'He paid twice', '2099-01-01T00:02:00.000Z');
    world.network.routes.set('POST support-tickets/t1/notes', () => written);
    await userEvent.click(screen.getByRole('button', { name: 'Internal note' }));
    const field = screen.getByRole('textbox', { name: 'Note for the team' });
    await userEvent.type(field, 'He paid twice{Enter}');
    await settleApp();
    expect(field).toHaveValue('');
    expect(screen.getByRole('button', { name: 'Internal note' })).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByText('He paid twice')).toBeVisible();
    expect(sent(world)).toEqual(['Where is it?']);
    await userEvent.click(screen.getByRole('button', { name: /Reply to/ }));
  });

  it('keeps the text of a note that was refused, and says why', async () => {
    const { network } = await show();
    network.routes.set('POST support-tickets/t1/notes', () => {
      throw refuse('CHAT_CLOSED');
    });
    await userEvent.click(screen.getByRole('button', { name: 'Internal note' }));
    const field = screen.getByRole('textbox', { name: 'Note for the team' });
    await userEvent.type(field, 'Too late{Enter}');
    await settleApp();
    expect(field).toHaveValue('Too late');
    expect(screen.getByText(/The note was not kept/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /Reply to/ }));
  });

  it('offers canned replies after a slash, in the customer’s language, and sends nothing by itself', async () => {
    const world = await show();
    await settleApp();
    const field = screen.getByRole('textbox', { name: /^Message/ });
    await userEvent.type(field, '/ref');
    const list = within(screen.getByRole('listbox', { name: 'Canned replies' }));
    expect(list.getByRole('option')).toHaveTextContent('Refund granted');
    await userEvent.keyboard('{Enter}');
    expect(field).toHaveValue('Bonjour Ben, nº 1042');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(sent(world)).toEqual(['Where is it?']);
    await userEvent.keyboard('{Enter}');
    await settleApp();
    expect(sent(world)).toEqual(['Where is it?', 'Bonjour Ben, nº 1042']);
  });

  it('lets Escape close the list, and opens it by its button, too', async () => {
    await show();
    await settleApp();
    const field = screen.getByRole('textbox', { name: /^Message/ });
    await userEvent.type(field, 'First this.');
    await userEvent.click(screen.getByRole('button', { name: 'Canned replies' }));
    await userEvent.click(screen.getByRole('option'));
    expect(field).toHaveValue('First this.\nBonjour Ben, nº 1042');
    await userEvent.clear(field);
    await userEvent.type(field, '/{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('runs a macro, and says who else is here', async () => {
    const { network, parley } = await show();
    const ran: unknown[] = [];
    network.routes.set('POST support-tickets/t1/macros/m1', () => {
      ran.push(1);
      return ticket;
    });
    await settleApp();
    await userEvent.click(screen.getByRole('button', { name: 'Macros' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Ask for a photo' }));
    await settleApp();
    expect(ran).toHaveLength(1);
    const viewers = [
      { user: zoe, isReplying: true },
      { user: parley.me, isReplying: false },
    ];
    act(() => network.announce({ name: 'ticketViewers', data: { ticketId: 't1', viewers } }));
    await settleApp();
    expect(screen.getByText(/Zoe.*writing an answer/)).toBeVisible();
  });
});

describe('the keys of the desk', () => {
  it('turn to the answer, the note, canned replies, the assignee and the status, and leave fields alone', async () => {
    await show();
    await settleApp();
    await userEvent.keyboard('n');
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note for the team' })).toHaveFocus());
    await userEvent.keyboard('r');
    expect(screen.getByRole('textbox', { name: 'Note for the team' })).toHaveValue('r');
    await userEvent.clear(screen.getByRole('textbox', { name: 'Note for the team' }));
    act(() => (document.activeElement as HTMLElement).blur());
    await userEvent.keyboard('/');
    await waitFor(() => expect(screen.getByRole('textbox', { name: /^Message/ })).toHaveFocus());
    expect(screen.getByRole('listbox', { name: 'Canned replies' })).toBeVisible();
    await userEvent.keyboard('{Escape}{Backspace}');
    act(() => (document.activeElement as HTMLElement).blur());
    expect(screen.queryByRole('listbox')).toBeNull();
    await userEvent.keyboard('e');
    await settleApp();
    expect(screen.getByRole('menu', { name: /Status/ })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    act(() => (document.activeElement as HTMLElement).blur());
    await userEvent.keyboard('a');
    expect(screen.getByRole('menu', { name: /Assignee/ })).toBeVisible();
  });
});
