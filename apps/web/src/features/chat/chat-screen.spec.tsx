import '@testing-library/jest-dom';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { ChatScreen } from './chat-screen';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => '/chats/c1',
  useSearchParams: () => new URLSearchParams(),
}));

const say = (text: string, n: number) => ({
  chatId: 'c1',
  clientMsgId: `00000000-0000-4000-9000-00000000000${n}`,
  text,
});

beforeAll(() => {
  window.matchMedia = (query) => ({ matches: query.includes('min-width'), media: query }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
});
beforeEach(() => localStorage.clear());

const log = () => screen.getByRole('log');
const composer = () => screen.getByRole('textbox', { name: /Message ben/ });

describe('ChatScreen', () => {
  it('shows the history by name, quiet for readers, with a region of its own for what is new', async () => {
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, {
      arrange: (world) => world.server.send('ben', say('Salam!', 1)),
    });
    expect(within(log()).getByText('Salam!')).toBeInTheDocument();
    expect(log()).toHaveAttribute('aria-label', expect.stringContaining('ben'));
    expect(log()).toHaveAttribute('aria-live', 'off');
    expect(log()).toHaveAttribute('aria-busy', 'false');
    act(() => void server.send('ben', say('Are you there?', 2)));
    await settleApp();
    expect(within(log()).getByText('Are you there?')).toBeInTheDocument();
  });

  it('sends with Enter, keeps the focus, empties the field and shows the tick', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />);
    await user.type(composer(), 'Hello{Enter}');
    await settleApp();
    expect(server.messages('c1').map((message) => message.text)).toEqual(['Hello']);
    expect(composer()).toHaveFocus();
    expect(composer()).toHaveValue('');
    expect(within(log()).getByText('Sent')).toBeInTheDocument();
    act(() => void server.read('ben', 'c1', 1));
    await settleApp();
    expect(within(log()).getByText('Read')).toBeInTheDocument();
  });

  it('breaks the line with Shift+Enter and sends nothing', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />);
    await user.type(composer(), 'one{Shift>}{Enter}{/Shift}two');
    await settleApp();
    expect(composer()).toHaveValue('one\ntwo');
    expect(server.messages('c1')).toHaveLength(0);
  });

  it('says why a message did not leave, and sends it again or drops it', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, {
      arrange: (world) => world.server.sendFaults.push(refuse('BLOCKED'), refuse('BLOCKED')),
    });
    await user.type(composer(), 'Hello{Enter}');
    await settleApp();
    expect(await screen.findByRole('alert')).toHaveTextContent('Not sent: you cannot write to this person');
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent('Not sent');
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    await settleApp();
    expect(screen.queryByText('Hello')).not.toBeInTheDocument();
    expect(server.messages('c1')).toHaveLength(0);
  });

  it('moves over the messages with the arrows and quotes one with R', async () => {
    const user = userEvent.setup();
    await renderInApp(<ChatScreen chatId="c1" />, {
      arrange: (world) => {
        world.server.send('ben', say('first', 1));
        world.server.send('ben', say('second', 2));
      },
    });
    const [first, second] = screen.getAllByRole('article');
    expect(first).toHaveAttribute('tabindex', '-1');
    expect(second).toHaveAttribute('tabindex', '0');
    act(() => second?.focus());
    await user.keyboard('{ArrowUp}');
    expect(first).toHaveFocus();
    await user.keyboard('r');
    expect(await screen.findByText(/Reply to/)).toHaveTextContent('ben');
    await user.click(screen.getByRole('button', { name: 'Cancel reply' }));
    expect(screen.queryByText(/Reply to/)).not.toBeInTheDocument();
  });

  it('keeps what is unsent for this chat, and whom it answers, until it is sent', async () => {
    const user = userEvent.setup();
    const { parley, server } = await renderInApp(<ChatScreen chatId="c1" />, {
      arrange: (world) => world.server.send('ben', say('first', 1)),
    });
    act(() => screen.getByRole('article').focus());
    await user.keyboard('r');
    await user.type(composer(), 'half a thought');
    expect(parley.drafts.get('c1')).toMatchObject({ text: 'half a thought', replyTo: { seq: 1, text: 'first' } });
    await user.type(composer(), '{Enter}');
    await settleApp();
    expect(parley.drafts.get('c1')).toBeUndefined();
    expect(server.messages('c1').map(({ text }) => text)).toEqual(['first', 'half a thought']);
  });

  it('answers a foreign chat and an unknown one with the same page', async () => {
    await renderInApp(<ChatScreen chatId="nope" />);
    expect(screen.getByRole('alert')).toHaveTextContent('This chat is not here');
    expect(screen.getByRole('link', { name: 'To your chats' })).toHaveAttribute('href', '/chats');
  });

  it('invites to write in an empty chat', async () => {
    await renderInApp(<ChatScreen chatId="c1" />);
    expect(screen.getByText(/Say hello to/)).toBeInTheDocument();
    expect(composer()).toBeEnabled();
  });

  it('is whole in Arabic', async () => {
    const user = userEvent.setup();
    await renderInApp(<ChatScreen chatId="c1" />, {
      locale: 'ar',
      arrange: (world) => world.server.send('ben', say('Salam!', 1)),
    });
    expect(screen.getByText('الجمعة، 2 يناير 2026')).toBeInTheDocument();
    // The hint of an empty field runs as the page does, what is written as its first letter says.
    const field = screen.getByRole('textbox', { name: /اكتب إلى/ });
    expect(field).not.toHaveAttribute('dir');
    await user.type(field, 'Hello');
    expect(field).toHaveAttribute('dir', 'auto');
    expect(within(log()).getByText('Salam!')).toHaveAttribute('dir', 'auto');
  });
});
