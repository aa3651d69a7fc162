import '@testing-library/jest-dom';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { endNotice } from '@/features/shell/notice';
import { NoticeBar } from '@/features/shell/notice-bar';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { Inbox } from './inbox';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined, replace: () => undefined }),
  useParams: () => ({}),
  usePathname: () => '/chats',
}));

const say = (text: string, n: number) => ({
  chatId: 'c1',
  clientMsgId: `00000000-0000-4000-9000-00000000000${n}`,
  text,
});

const list = () => within(screen.getByRole('list', { name: 'Your chats' }));
const rows = () => list().queryAllByRole('link');
const row = (index = 0) => rows()[index] as HTMLElement;
const item = (name: string) => screen.findByRole('menuitem', { name });

/** Ana's list with `c1`, and `c2` below it. */
async function show(arrange?: (world: World) => void): Promise<World> {
  const world = await renderInApp(
    <>
      <Inbox>pane</Inbox>
      <NoticeBar />
    </>,
    {
      arrange: (world) => {
        world.server.addChat({ id: 'c2', type: 'group', title: 'Moving day' });
        world.server.send('ben', say('Salam!', 1));
        arrange?.(world);
      },
    },
  );
  return world;
}

async function choose(name: string, index = 0): Promise<void> {
  fireEvent.contextMenu(row(index));
  await userEvent.click(await item(name));
  await settleApp();
}

afterEach(() => act(() => endNotice()));

describe('ChatMenu', () => {
  it('opens by the other mouse button, by Shift+F10 and by the button of the row', async () => {
    await show();
    const user = userEvent.setup();
    fireEvent.contextMenu(screen.getByText('Salam!'));
    expect(await screen.findByRole('menu', { name: /Actions for .*ben/ })).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
    await waitFor(() => expect(row()).toHaveFocus());

    await user.keyboard('{Shift>}{F10}{/Shift}');
    expect(await item('Pin to the top')).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());

    await user.click(screen.getByRole('button', { name: /Actions for .*Moving day/ }));
    expect(await screen.findByRole('menu', { name: /Actions for .*Moving day/ })).toBeVisible();
  });

  it('opens by a long press, which does not open the chat, and not by a scroll that begins on a row', async () => {
    await show();
    const pressed = row();
    jest.useFakeTimers();
    try {
      const touch = { pointerType: 'touch', clientX: 10, clientY: 10 };
      press(pressed, 'pointerdown', touch);
      press(pressed, 'pointermove', { ...touch, clientY: 40 });
      act(() => void jest.advanceTimersByTime(1_000));
      expect(screen.queryByRole('menu')).not.toBeInTheDocument();
      press(pressed, 'pointerdown', touch);
      act(() => void jest.advanceTimersByTime(500));
    } finally {
      jest.useRealTimers();
    }
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    act(() => void pressed.dispatchEvent(click));
    expect(click.defaultPrevented).toBe(true);
    expect(await screen.findByRole('menu')).toBeVisible();
  });

  it('pins a chat above newer ones, with a mark', async () => {
    await show();
    expect(row(0)).toHaveTextContent('ben');
    await choose('Pin to the top', 1);
    expect(row(0)).toHaveTextContent('Moving day');
    expect(within(row(0)).getByText('Pinned')).toBeInTheDocument();
    await choose('Unpin', 0);
    expect(row(0)).toHaveTextContent('ben');
  });

  it('takes back at once what the server refuses, and says why', async () => {
    const { server } = await show();
    server.sendFaults.push(refuse('TOO_MANY_PINS'));
    await choose('Pin to the top', 1);
    expect(row(0)).toHaveTextContent('ben');
    expect(await screen.findByText('Not changed: too many chats are pinned, unpin one first.')).toBeVisible();
  });

  it('mutes for a time chosen, and makes it sound again', async () => {
    const { server, parley } = await show();
    const user = userEvent.setup();
    fireEvent.contextMenu(row());
    await user.click(await item('Mute'));
    await user.click(await item('For 8 hours'));
    await settleApp();
    expect(Date.parse(server.chat('c1').mutedUntil ?? '') - parley.now()).toBe(8 * 3_600_000);
    expect(within(row()).getByText('Muted')).toBeInTheDocument();
    await waitFor(() => expect(row()).toHaveFocus());
    await choose('Unmute');
    expect(server.chat('c1').mutedUntil).toBeNull();
    expect(within(row()).queryByText('Muted')).not.toBeInTheDocument();
  });

  it('marks as read and as unread', async () => {
    const { server, clock } = await show();
    await choose('Mark as read');
    await act(() => clock.advance(1_000));
    expect(server.chat('c1').unread).toBe(0);
    expect(within(row()).queryByText('1 unread message')).not.toBeInTheDocument();
    await choose('Mark as unread');
    expect(within(row()).getByText('Marked as unread')).toBeInTheDocument();
    await choose('Mark as read');
    expect(server.chat('c1').isMarkedUnread).toBe(false);
    expect(within(row()).queryByText('Marked as unread')).not.toBeInTheDocument();
  });

  it('archives with a way back, and puts the focus on the next row', async () => {
    const { server } = await show();
    const user = userEvent.setup();
    await choose('Archive');
    expect(rows()).toHaveLength(1);
    expect(row()).toHaveTextContent('Moving day');
    await waitFor(() => expect(row()).toHaveFocus());
    expect(await screen.findByText(/ben.* is in the archive/)).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await settleApp();
    expect(rows()).toHaveLength(2);
    expect(server.chat('c1').archivedAt).toBeNull();
  });

  it('keeps the archive under its own filter, from where a chat comes back', async () => {
    await show();
    const user = userEvent.setup();
    await choose('Archive');
    await user.click(screen.getByRole('radio', { name: 'Archived' }));
    await settleApp();
    expect(rows()).toHaveLength(1);
    await choose('Take out of the archive');
    expect(rows()).toHaveLength(0);
    expect(await screen.findByText('Nothing archived')).toBeVisible();
  });

  it('offers to leave only groups', async () => {
    const { network } = await show(({ network }) => network.routes.set('DELETE chats/c2/members/ana', () => null));
    const user = userEvent.setup();
    fireEvent.contextMenu(row(0));
    await item('Archive');
    expect(screen.queryByRole('menuitem', { name: 'Leave the group' })).not.toBeInTheDocument();
    await user.keyboard('{Escape}');
    await choose('Leave the group', 1);
    const question = await screen.findByRole('alertdialog', { name: /Leave .*Moving day/ });
    expect(network.requests).not.toContain('DELETE chats/c2/members/ana');
    await user.click(within(question).getByRole('button', { name: 'Leave' }));
    await settleApp();
    expect(network.requests).toContain('DELETE chats/c2/members/ana');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(await screen.findByText(/You left .*Moving day/)).toBeVisible();
  });
});

/** jsdom has no PointerEvent with a kind and a place. */
function press(target: HTMLElement, type: string, init: { pointerType: string; clientX: number; clientY: number }) {
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), init);
  act(() => void target.dispatchEvent(event));
}
