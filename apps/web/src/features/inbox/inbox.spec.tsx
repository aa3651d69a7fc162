import '@testing-library/jest-dom';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { Inbox } from './inbox';

const push = jest.fn();
let chatId: string | undefined;
jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push }),
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
    expect(screen.getByText('All caught up')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all chats' }));
    await settleApp();
    expect(row()).toHaveTextContent('ben');
  });
});
