import '@testing-library/jest-dom';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInApp, settleApp } from '@/testing/render-in-app';
import { buildChat } from '../../../../../libs/client/src/testing/build';
import type { World } from '../../../../../libs/client/src/testing/build-world';
import { refuse } from '../../../../../libs/client/src/testing/fake-server';
import { ChatScreen } from './chat-screen';

jest.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => '/chats/c1',
  useSearchParams: () => new URLSearchParams(),
}));

const say = (text: string, n: number, chatId = 'c1') => ({
  chatId,
  clientMsgId: `00000000-0000-4000-9000-00000000000${n}`,
  text,
});

const DAY_MS = 86_400_000;

/** One message of Ben's and one of Ana's own, who looks. */
const arrange = ({ server, clock }: World) => {
  // What is sent to the server in memory is of the second day.
  clock.skewMs = DAY_MS;
  server.send('ben', say('from ben', 1));
  server.send('ana', say('from ana', 2));
};

/** What jsdom lacks of pointer events. */
class Touch extends MouseEvent {
  readonly pointerType = 'touch';
  readonly isPrimary = true;
}

beforeAll(() => {
  window.PointerEvent ??= Touch as unknown as typeof PointerEvent;
  window.matchMedia = (query) => ({ matches: query.includes('min-width'), media: query }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
});

const row = (text: string) => {
  const found = screen.getAllByRole('article').find((article) => within(article).queryByText(text));
  if (!found) throw new Error(`No message says "${text}"`);
  return found;
};
const composer = () => screen.getByRole('textbox', { name: /Message ben/ });

async function openMenu(text: string): Promise<void> {
  act(() => row(text).focus());
  fireEvent.keyDown(row(text), { key: 'Enter' });
  await screen.findByRole('menu');
}

const items = () => screen.getAllByRole('menuitem').map((item) => item.textContent);

async function choose(text: string, item: string): Promise<void> {
  await openMenu(text);
  await userEvent.click(screen.getByRole('menuitem', { name: item }));
  await settleApp();
}

describe('the menu of a message', () => {
  it('offers on others’ messages only what does not change them', async () => {
    await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await openMenu('from ben');
    expect(items()).toEqual(['Reply', 'Forward', 'Copy text']);
  });

  it('offers to edit and delete one’s own, and opens with Shift+F10 as well', async () => {
    await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    act(() => row('from ana').focus());
    fireEvent.keyDown(row('from ana'), { key: 'F10', shiftKey: true });
    await screen.findByRole('menu');
    expect(items()).toEqual(['Reply', 'Forward', 'Copy text', 'Edit', 'Delete']);
  });

  it('offers no change any more when the window has closed', async () => {
    const { clock } = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    clock.skewMs += 16 * 60_000;
    await openMenu('from ana');
    expect(items()).toEqual(['Reply', 'Forward', 'Copy text']);
  });

  it('opens under a finger that rests, and not under one that scrolls', async () => {
    await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    jest.useFakeTimers();
    try {
      const touch = { pointerType: 'touch', clientX: 10, clientY: 10 };
      fireEvent.pointerDown(row('from ben'), touch);
      fireEvent.pointerMove(row('from ben'), { ...touch, clientY: 40 });
      act(() => jest.advanceTimersByTime(1_000));
      expect(screen.queryByRole('menu')).not.toBeInTheDocument();
      fireEvent.pointerDown(row('from ben'), touch);
      act(() => jest.advanceTimersByTime(1_000));
    } finally {
      jest.useRealTimers();
    }
    expect(await screen.findByRole('menu')).toBeInTheDocument();
  });
});

describe('editing', () => {
  it('takes the text into the composer, keeps the draft, and saves with Enter', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await user.type(composer(), 'a draft');
    await choose('from ana', 'Edit');
    expect(composer()).toHaveValue('from ana');
    await waitFor(() => expect(composer()).toHaveFocus());
    await user.type(composer(), ' again{Enter}');
    await settleApp();
    expect(server.messages('c1')[1]).toMatchObject({ text: 'from ana again' });
    expect(within(row('from ana again')).getByText('edited')).toBeInTheDocument();
    expect(composer()).toHaveValue('a draft');
  });

  it('ends with Esc and changes nothing', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await choose('from ana', 'Edit');
    await user.type(composer(), ' no{Escape}');
    expect(composer()).toHaveValue('');
    expect(screen.queryByText('Edit message')).not.toBeInTheDocument();
    expect(server.messages('c1')[1]?.editedAt).toBeNull();
  });

  it('begins with the arrow up in an empty field, and not while something is written', async () => {
    const user = userEvent.setup();
    await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await user.type(composer(), 'x{ArrowUp}');
    expect(composer()).toHaveValue('x');
    await user.clear(composer());
    await user.keyboard('{ArrowUp}');
    expect(composer()).toHaveValue('from ana');
  });

  it('says why it was refused, shows the text as before, and can be dismissed', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    server.sendFaults.push(refuse('EDIT_WINDOW_CLOSED'));
    await choose('from ana', 'Edit');
    await user.type(composer(), ' late{Enter}');
    await settleApp();
    expect(await screen.findByRole('alert')).toHaveTextContent('Not changed: it is too late to change it');
    expect(row('from ana')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('deleting', () => {
  it('asks first, and leaves a line without words and without a menu', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await choose('from ana', 'Delete');
    const dialog = await screen.findByRole('alertdialog', { name: 'Delete this message?' });
    expect(dialog).toHaveTextContent('from ana');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(server.messages('c1')[1]?.deletedAt).toBeNull();

    await choose('from ana', 'Delete');
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Delete' }));
    await settleApp();
    expect(server.messages('c1')[1]?.deletedAt).not.toBeNull();
    expect(within(row('Message deleted')).queryByRole('button', { hidden: true })).not.toBeInTheDocument();
  });

  it('shows moderators what a changed message said before', async () => {
    const user = userEvent.setup();
    await renderInApp(<ChatScreen chatId="c1" />, {
      me: { role: 'admin' },
      arrange: (world) => {
        arrange(world);
        world.server.edit('ben', 'c1-1', 'now polite');
        const version = { text: 'rude words', replacedAt: '2026-01-02T00:00:10.000Z' };
        jest.spyOn(world.parley.rest.messages, 'history').mockResolvedValue({ items: [version], attachments: [] });
      },
    });
    await openMenu('now polite');
    await user.click(screen.getByRole('menuitem', { name: 'Earlier versions' }));
    await settleApp();
    expect(await screen.findByText('rude words')).toBeInTheDocument();
  });
});

describe('reactions', () => {
  it('are put on from the menu, counted, told with names, and taken off by a click', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, {
      arrange: (world) => {
        arrange(world);
        world.server.react('ben', 'c1-1', '👍', true);
      },
    });
    await openMenu('from ben');
    await user.click(screen.getByRole('button', { name: 'thumbs up' }));
    await settleApp();
    const chip = within(row('from ben')).getByRole('button', { name: /👍/ });
    expect(chip).toHaveAccessibleName(/2.*You.*ben/);
    expect(chip).toHaveAttribute('aria-pressed', 'true');
    expect(server.messages('c1')[0]?.reactions).toEqual([{ emoji: '👍', userIds: ['ben', 'ana'] }]);
    await user.click(chip);
    await settleApp();
    expect(within(row('from ben')).getByRole('button', { name: /👍/ })).toHaveAttribute('aria-pressed', 'false');
    expect(server.messages('c1')[0]?.reactions).toEqual([{ emoji: '👍', userIds: ['ben'] }]);
  });

  it('are found by a word and chosen with the keyboard alone', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    await openMenu('from ben');
    await user.click(screen.getByRole('button', { name: 'More reactions' }));
    const search = await screen.findByRole('searchbox', { name: 'Search reactions' });
    await waitFor(() => expect(search).toHaveFocus());
    await user.keyboard('hand');
    const grid = screen.getByRole('group', { name: 'All reactions' });
    await user.tab();
    expect(within(grid).getAllByRole('button')[0]).toHaveFocus();
    await user.keyboard('{ArrowRight}{ArrowLeft}{Enter}');
    await settleApp();
    expect(server.messages('c1')[0]?.reactions).toEqual([{ emoji: '🤝', userIds: ['ana'] }]);
    expect(screen.queryByRole('searchbox', { name: 'Search reactions' })).not.toBeInTheDocument();
  });

  it('are shown as before when the server refuses one, with the reason', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, { arrange });
    server.sendFaults.push(refuse('TOO_MANY_REACTIONS'));
    await openMenu('from ben');
    await user.click(screen.getByRole('button', { name: 'red heart' }));
    await settleApp();
    expect(screen.getByRole('alert')).toHaveTextContent('Reaction not saved: it has too many reactions');
    expect(within(row('from ben')).queryByRole('list', { name: 'Reactions' })).not.toBeInTheDocument();
  });
});

describe('forwarding', () => {
  it('goes to the chosen chats, five at most, and is told', async () => {
    const user = userEvent.setup();
    const { server } = await renderInApp(<ChatScreen chatId="c1" />, {
      arrange: (world) => {
        arrange(world);
        for (const n of [2, 3, 4, 5, 6, 7]) {
          const [ana, ben] = buildChat().members;
          if (!ana || !ben) throw new Error('A chat has two members');
          const other = { ...ben, userId: `u${n}`, user: { ...ben.user, id: `u${n}`, name: `Friend ${n}` } };
          world.server.addChat({ id: `c${n}`, members: [ana, other] });
        }
      },
    });
    await choose('from ben', 'Forward');
    const dialog = await screen.findByRole('dialog', { name: 'Forward message' });
    const send = within(dialog).getByRole('button', { name: 'Forward' });
    expect(send).toBeDisabled();
    for (const n of [2, 3, 4, 5, 6]) await user.click(within(dialog).getByRole('checkbox', { name: `Friend ${n}` }));
    expect(within(dialog).getByRole('checkbox', { name: 'Friend 7' })).toBeDisabled();
    expect(dialog).toHaveTextContent('At most 5 chats at once');
    await user.click(send);
    await settleApp();
    expect(server.messages('c2')).toMatchObject([{ text: 'from ben', isForwarded: true }]);
    expect(server.messages('c6')).toHaveLength(1);
    expect(server.messages('c7')).toHaveLength(0);
    expect(screen.getByText('Forwarded to 5 chats')).toBeInTheDocument();
  });

  it('marks what was forwarded', async () => {
    await renderInApp(<ChatScreen chatId="c1" />, {
      arrange: (world) => {
        arrange(world);
        world.server.send('ben', { ...say('', 3), forwardOfId: 'c1-2' });
      },
    });
    const [, , forwarded] = screen.getAllByRole('article');
    expect(forwarded).toHaveTextContent('Forwarded');
  });
});

describe('a group', () => {
  const group = ({ server }: World) => {
    const [ana, ben] = buildChat().members;
    if (!ana || !ben) throw new Error('A chat has two members');
    const carl = { ...ben, userId: 'carl', user: { ...ben.user, id: 'carl', name: 'carl' } };
    server.addChat({ id: 'g1', type: 'group', title: 'Bikes', members: [ana, ben, carl] });
    server.send('ben', say('who comes?', 1, 'g1'));
    server.send('ana', say('me', 2, 'g1'));
    server.read('ben', 'g1', 2);
  };

  it('names who wrote, and tells by how many a message was read, and by whom', async () => {
    await renderInApp(<ChatScreen chatId="g1" />, { arrange: group });
    expect(row('who comes?')).toHaveTextContent('ben');
    expect(within(row('me')).getByText('Read by 1 of 2')).toBeInTheDocument();
    await choose('me', 'Who has read it');
    const dialog = await screen.findByRole('dialog', { name: 'Who has read it' });
    expect(within(dialog).getByRole('heading', { name: 'Read' }).parentElement).toHaveTextContent('ben');
    expect(within(dialog).getByRole('heading', { name: 'Not delivered yet' }).parentElement).toHaveTextContent('carl');
  });
});
