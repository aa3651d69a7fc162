import '@testing-library/jest-dom';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NoticeBar } from '@/features/shell/notice-bar';
import { buildChat } from '@/testing/build';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { Inbox } from './inbox';

const push = jest.fn();
const replace = jest.fn();
let chatId: string | undefined;
jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push, replace }),
  useParams: () => ({ chatId }),
  usePathname: () => '/chats',
}));

const say = (text: string, n: number) => ({
  chatId: 'c1',
  clientMsgId: `00000000-0000-4000-9000-00000000000${n}`,
  text,
});

beforeEach(() => {
  push.mockClear();
  replace.mockClear();
  chatId = undefined;
});

const row = () => within(screen.getByRole('list', { name: 'Your chats' })).getByRole('link');

describe('Inbox', () => {
  it('shows who, the last word and what is unread, live', async () => {
    const { server } = await renderInApp(<Inbox>pane</Inbox>, {
      arrange: (world) => world.server.send('ben', say('Salam!', 1)),
    });
    expect(row()).toHaveTextContent('ben');
    expect(row()).toHaveTextContent('Salam!');
    expect(row()).toHaveTextContent('1 unread message');
    act(() => void server.send('ben', say('Still there?', 2)));
    await settleApp();
    expect(row()).toHaveTextContent('Still there?');
    expect(row()).toHaveTextContent('2 unread messages');
  });

  it('puts typing before the last word, and the draft before it while the chat is closed', async () => {
    const { network, parley } = await renderInApp(<Inbox>pane</Inbox>, {
      arrange: (world) => world.server.send('ben', say('Salam!', 1)),
    });
    act(() => parley.drafts.set('c1', { text: 'half a thought', replyTo: null }));
    expect(row()).toHaveTextContent('Draft:half a thought');
    act(() => network.announce({ name: 'typing', data: { chatId: 'c1', userId: 'ben', isTyping: true } }));
    await settleApp();
    expect(row()).toHaveTextContent('typing…');
  });

  it('marks the open chat', async () => {
    chatId = 'c1';
    await renderInApp(<Inbox>pane</Inbox>);
    expect(row()).toHaveAttribute('aria-current', 'page');
  });

  it('goes to the next chat with Alt and the arrow', async () => {
    const user = userEvent.setup();
    await renderInApp(<Inbox>pane</Inbox>);
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(push).toHaveBeenCalledWith('/chats/c1');
  });

  it('says when everything is read', async () => {
    const user = userEvent.setup();
    await renderInApp(<Inbox>pane</Inbox>);
    await user.click(screen.getByRole('radio', { name: /Unread/ }));
    await settleApp();
    expect(await screen.findByText('All caught up')).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Show all chats' }));
    await settleApp();
    expect(row()).toHaveTextContent('ben');
  });

  it.each([
    ['To answer', 'Nobody is waiting for you'],
    ['Archived', 'Nothing archived'],
  ])('says under %s what would be there, with a way back', async (filter, title) => {
    const user = userEvent.setup();
    await renderInApp(<Inbox>pane</Inbox>);
    await user.click(screen.getByRole('radio', { name: filter }));
    await settleApp();
    expect(await screen.findByText(title)).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Show all chats' }));
    await settleApp();
    expect(row()).toHaveTextContent('ben');
  });

  it('lists what waits for an answer', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<Inbox>pane</Inbox>, {
      arrange: (world) => world.server.send('ben', say('Salam!', 1)),
    });
    await user.click(screen.getByRole('radio', { name: 'To answer' }));
    await settleApp();
    expect(row()).toHaveTextContent('Salam!');
    act(() => void server.send('ana', say('Salam', 2)));
    await settleApp();
    expect(await screen.findByText('Nobody is waiting for you')).toBeVisible();
  });

  it('has one more filter for staff: the standing chats of people with them', async () => {
    await renderInApp(<Inbox>pane</Inbox>, { me: { role: 'agent' } });
    expect(screen.getByRole('radio', { name: 'Support' })).toBeVisible();
  });

  it('is one stop of Tab; the arrows, Home and End walk over the rows', async () => {
    const user = userEvent.setup();
    await renderInApp(<Inbox>pane</Inbox>, {
      arrange: ({ server }) => {
        server.addChat({ id: 'c2' });
        server.addChat({ id: 'c3' });
      },
    });
    const links = within(screen.getByRole('list', { name: 'Your chats' })).getAllByRole('link');
    expect(links.map((link) => link.tabIndex)).toEqual([0, -1, -1]);
    act(() => links[0]?.focus());
    await user.keyboard('{ArrowDown}');
    expect(links[1]).toHaveFocus();
    await user.keyboard('{End}');
    expect(links[2]).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(links[2]).toHaveFocus();
    expect(links.map((link) => link.tabIndex)).toEqual([-1, -1, 0]);
    await user.keyboard('{Home}');
    expect(links[0]).toHaveFocus();
  });

  it('tells somebody who was taken out of the open group, back at the list', async () => {
    chatId = 'c1';
    const { server } = await renderInApp(
      <>
        <Inbox>pane</Inbox>
        <NoticeBar />
      </>,
      { arrange: ({ server }) => void server.update('c1', { type: 'group', title: 'Moving day' }) },
    );
    act(() => server.setMember('c1', false));
    await settleApp();
    expect(replace).toHaveBeenCalledWith('/chats');
    expect(await screen.findByText(/You are no longer in .*Moving day/)).toBeVisible();
  });

  it('opens the standing chat with the staff from a new chat', async () => {
    const user = userEvent.setup();
    await renderInApp(<Inbox>pane</Inbox>, {
      arrange: ({ network }) => network.routes.set('POST chats', () => buildChat({ id: 's1', type: 'support' })),
    });
    await user.click(screen.getByRole('button', { name: 'New chat' }));
    await user.click(await screen.findByRole('button', { name: /Write to support/ }));
    await settleApp();
    expect(push).toHaveBeenCalledWith('/chats/s1');
  });
});
