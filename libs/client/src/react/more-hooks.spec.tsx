import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { buildMessage } from '../testing/build';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import {
  ParleyProvider,
  useChatPreferences,
  useConnection,
  useDraft,
  useGroup,
  useLeader,
  useMessageSearch,
  useOutbox,
} from './index';

async function show(world: World, element: React.ReactNode): Promise<void> {
  render(<ParleyProvider parley={world.parley}>{element}</ParleyProvider>);
  await act(settle);
}

const text = (id: string) => screen.getByTestId(id).textContent;
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());

describe('the hooks', () => {
  it('show and set preferences', async () => {
    function Pin() {
      const { isPinned, set } = useChatPreferences('c1');
      return (
        <button type="button" onClick={() => set({ isPinned: !isPinned })}>
          {isPinned ? 'Unpin' : 'Pin'}
        </button>
      );
    }
    const world = buildWorld();
    await show(world, <Pin />);
    await press('Pin');
    await act(settle);
    expect(screen.getByRole('button').textContent).toBe('Unpin');
    expect(world.server.chat('c1').pinnedAt).not.toBeNull();
  });

  it('show a group and what may be done in it', async () => {
    function Title() {
      const group = useGroup('g1');
      const none = useGroup('c1');
      return (
        <>
          <p data-testid="group">{`${group?.title} ${group?.members.length} ${group?.role} ${group?.mayManage} ${none}`}</p>
          <button type="button" onClick={() => group?.rename('Renamed')}>
            Rename
          </button>
        </>
      );
    }
    const world = buildWorld();
    world.server.addChat({ id: 'g1', type: 'group', title: 'Trip' });
    const { members } = world.server.chat('g1');
    world.server.update('g1', { members: members.map((member) => ({ ...member, role: 'admin' as const })) });
    await show(world, <Title />);
    expect(text('group')).toBe('Trip 2 admin true null');
    await press('Rename');
    await act(settle);
    expect(text('group')).toContain('Renamed');
  });

  it('keep a draft', async () => {
    function Composer() {
      const [draft, setDraft] = useDraft('c1');
      return <input value={draft?.text ?? ''} onChange={({ target }) => setDraft({ text: target.value })} />;
    }
    const world = buildWorld();
    await show(world, <Composer />);
    act(() => world.parley.drafts.set('c1', { text: 'half' }));
    expect(screen.getByRole('textbox')).toHaveProperty('value', 'half');
  });

  it('search while typing, after a pause', async () => {
    const hit = { message: buildMessage(), snippet: { text: 'text 1', ranges: [] } };
    const world = buildWorld();
    world.network.routes.set('GET messages/search', () => ({ items: [hit], nextCursor: null }));
    let type = (_query: string) => {};
    function Results() {
      const [query, setQuery] = useState('');
      type = setQuery;
      const { hits, isWaiting, isLoaded } = useMessageSearch(query, { pauseMs: 10 });
      return <p data-testid="hits">{`${hits.length} ${isWaiting} ${isLoaded}`}</p>;
    }
    jest.useFakeTimers();
    await show(world, <Results />);
    act(() => type('te'));
    act(() => type('text'));
    expect(text('hits')).toBe('0 true false');
    await act(() => jest.advanceTimersByTimeAsync(10));
    await act(settle);
    expect(text('hits')).toBe('1 false true');
    expect(world.network.requests.filter((path) => path === 'GET messages/search')).toHaveLength(1);
    jest.useRealTimers();
  });

  it('tell of the leader, the outbox and the connection', async () => {
    function Status() {
      const status = useConnection((state) => state.status);
      const isLeader = useLeader();
      const waiting = useOutbox(({ items, changes }) => items.length + changes.length);
      return <p data-testid="status">{`${status} ${isLeader} ${waiting}`}</p>;
    }
    const world = buildWorld();
    await show(world, <Status />);
    expect(text('status')).toBe('online true 0');
    world.network.isAuto = false;
    act(() => void world.parley.messages('c1').react('m1', '👍', true));
    expect(text('status')).toBe('online true 1');
  });
});
