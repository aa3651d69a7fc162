import { act, cleanup, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import {
  ParleyProvider,
  useBell,
  useChat,
  useChats,
  useConnection,
  useMessages,
  useOpenChat,
  usePresence,
  useTyping,
} from './index';

function Screen() {
  const store = useOpenChat('c1');
  const texts = useMessages('c1', ({ items, pending }) => [...items, ...pending].map(({ text }) => text));
  const { status } = useConnection();
  const chat = useChat('c1');
  const presence = usePresence('ben');
  const typing = useTyping('c1');
  const unseen = useBell(({ counts }) => counts.unseen);
  return (
    <>
      <p role="status">{status}</p>
      <p data-testid="chat">{`${chat?.headSeq} ${presence?.state} ${typing.join()} ${unseen}`}</p>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <button type="button" onClick={() => store.send('mine')}>
        Send
      </button>
    </>
  );
}

let unreadRenders = 0;
function Unread() {
  unreadRenders += 1;
  return <b>{useChats(({ unreadChats }) => unreadChats)}</b>;
}

async function show(): Promise<World> {
  const world = buildWorld();
  render(
    <StrictMode>
      <ParleyProvider parley={world.parley}>
        <Screen />
        <Unread />
      </ParleyProvider>
    </StrictMode>,
  );
  await act(settle);
  return world;
}

const texts = () => screen.queryAllByRole('listitem').map(({ textContent }) => textContent);

describe('the hooks', () => {
  it('connect while mounted, in strict mode too, and disconnect after', async () => {
    const { network } = await show();
    expect(screen.getByRole('status').textContent).toBe('online');
    expect(network.transport.isConnected).toBe(true);
    cleanup();
    expect(network.transport.isConnected).toBe(false);
  });

  it('show live messages and own ones at once', async () => {
    const { server } = await show();
    server.send('ben', { chatId: 'c1', clientMsgId: 'x', text: 'hello' });
    await act(settle);
    expect(texts()).toEqual(['hello']);
    act(() => screen.getByRole('button').click());
    expect(texts()).toEqual(['hello', 'mine']);
    await act(settle);
    expect(texts()).toEqual(['hello', 'mine']);
    expect(server.messages('c1')).toHaveLength(2);
  });

  it('follow presence, typing and the bell', async () => {
    const { network, clock } = await show();
    await act(() => clock.advance(1));
    expect(network.commands).toContainEqual({ command: 'watchPresence', input: { userIds: ['ben'] } });
    network.announce({ name: 'presence', data: { userId: 'ben', state: 'online', lastSeenAt: null } });
    network.announce({ name: 'typing', data: { chatId: 'c1', userId: 'ben', isTyping: true } });
    network.announce({ name: 'notificationCounts', data: { unseen: 4, unread: 4 } });
    await act(settle);
    expect(screen.getByTestId('chat').textContent).toBe('0 online ben 4');
  });

  it('render a component only when its own part changed', async () => {
    const { network } = await show();
    const before = unreadRenders;
    network.announce({ name: 'messageDelivered', data: { chatId: 'c1', userId: 'ben', seq: 1 } });
    await act(settle);
    expect(unreadRenders).toBe(before);
  });

  it('open the chat while its screen is mounted', async () => {
    const world = buildWorld();
    const { rerender } = render(
      <ParleyProvider parley={world.parley}>
        <Screen />
      </ParleyProvider>,
    );
    await act(settle);
    const commands = () => world.network.commands.map(({ command }) => command);
    expect(commands()).toContain('openChat');
    rerender(<ParleyProvider parley={world.parley}>another screen</ParleyProvider>);
    expect(commands()).toContain('closeChat');
  });
});
