import '@testing-library/jest-dom';
import { ParleyError } from '@app/client';
import type { MessageHitDto, MessageSearchQuery } from '@app/contracts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { ChatScreen } from './chat-screen';

const push = jest.fn();
jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push }),
  usePathname: () => '/chats/c1',
  useSearchParams: () => new URLSearchParams(),
}));

beforeAll(() => {
  window.matchMedia = (query) => ({ matches: query.includes('min-width'), media: query }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
});

interface Arranged {
  asked: MessageSearchQuery[];
  arrange: (world: World) => void;
}

/** Finds the messages of both chats that hold the words as they are. */
function withSearch(): Arranged {
  const asked: MessageSearchQuery[] = [];
  const arrange = ({ server, parley }: World) => {
    server.addChat({ id: 'c2' });
    for (const n of [1, 2, 3]) {
      server.send('ben', { chatId: 'c1', clientMsgId: `00000000-0000-4000-9000-00000000000${n}`, text: `bike ${n}` });
    }
    server.send('ben', { chatId: 'c2', clientMsgId: '00000000-0000-4000-9000-000000000009', text: 'a bike too' });
    jest.spyOn(parley.rest.messages, 'search').mockImplementation(async (query) => {
      asked.push(query);
      if (query.query === 'fail' && asked.length < 3) throw new ParleyError({ code: 'UNAVAILABLE', message: 'away' });
      const all = [...server.messages('c2'), ...server.messages('c1').toReversed()];
      const items = all
        .filter(({ chatId, text }) => text.includes(query.query) && (!query.chatId || query.chatId === chatId))
        .map((message): MessageHitDto => {
          const start = message.text.indexOf(query.query);
          return { message, snippet: { text: message.text, ranges: [[start, query.query.length]] } };
        });
      return { items, nextCursor: null };
    });
  };
  return { asked, arrange };
}

async function openSearch(): Promise<HTMLElement> {
  fireEvent.keyDown(screen.getByRole('log'), { key: 'F', ctrlKey: true, shiftKey: true });
  return screen.findByRole('dialog', { name: 'Search messages' });
}

async function pauseInTyping({ clock }: World): Promise<void> {
  await act(() => clock.advance(400));
  await settleApp();
}

describe('the search for messages', () => {
  it('finds in this chat, marks the words, and brings the message on screen with the focus', async () => {
    const user = userEvent.setup();
    const { asked, arrange } = withSearch();
    const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    const dialog = await openSearch();
    expect(dialog).toHaveTextContent('Type at least two letters');
    await user.keyboard('bike');
    await pauseInTyping(world);
    const results = await within(dialog).findByRole('list', { name: 'Messages found' });
    expect(asked.at(-1)).toMatchObject({ query: 'bike', chatId: 'c1' });
    expect(within(results).getAllByRole('button')).toHaveLength(3);
    expect(results.querySelectorAll('mark')[0]).toHaveTextContent('bike');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{ArrowDown}{Enter}');
    await settleApp();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await waitFor(() => expect(document.activeElement).toHaveTextContent('bike 2'));
  });

  it('finds in all chats, and leads into another one at that message', async () => {
    const user = userEvent.setup();
    const { arrange } = withSearch();
    const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    const dialog = await openSearch();
    await user.keyboard('too');
    await pauseInTyping(world);
    expect(await within(dialog).findByText(/Nothing with/)).toBeInTheDocument();
    await user.click(within(dialog).getByRole('radio', { name: 'All chats' }));
    await pauseInTyping(world);
    await user.click(await within(dialog).findByRole('button', { name: /a bike too/ }));
    expect(push).toHaveBeenCalledWith('/chats/c2?at=1');
  });

  it('says that it failed and tries again', async () => {
    const user = userEvent.setup();
    const { arrange, asked } = withSearch();
    const world = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    const dialog = await openSearch();
    await user.keyboard('fail');
    await pauseInTyping(world);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('The search did not work');
    const before = asked.length;
    await user.click(within(dialog).getByRole('button', { name: /again|Retry/ }));
    await settleApp();
    expect(asked.length).toBeGreaterThan(before);
  });
});
