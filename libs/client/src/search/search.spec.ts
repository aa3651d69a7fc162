import type { MessageHitDto } from '@app/contracts';
import { buildMessage } from '../testing/build';
import { buildWorld } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';

const hit = (seq: number): MessageHitDto => ({
  message: buildMessage({ id: `c1-${seq}`, seq }),
  snippet: { text: `text ${seq}`, ranges: [[0, 4]] },
});

function buildSearch(pages: unknown[]) {
  const world = buildWorld();
  world.network.routes.set('GET messages/search', () => {
    const page = pages.shift();
    if (page instanceof Error || !page) throw refuse('RATE_LIMITED', { retryAfterMs: 1_000 });
    return page;
  });
  return world;
}

describe('the message search', () => {
  it('pages through the hits', async () => {
    const { parley, network } = buildSearch([
      { items: [hit(9), hit(8)], nextCursor: 'next' },
      { items: [hit(8), hit(7)], nextCursor: null },
    ]);
    const search = parley.search.messages({ query: ' text ', chatId: 'c1' });
    expect(search.getState()).toMatchObject({ isLoading: true, isLoaded: false, hits: [] });
    await settle();
    expect(search.getState()).toMatchObject({ isLoading: false, isLoaded: true, hasMore: true });
    await search.more();
    expect(search.getState().hits.map(({ message }) => message.seq)).toEqual([9, 8, 7]);
    expect(search.getState().hasMore).toBe(false);
    await search.more();
    expect(network.requests).toHaveLength(2);
  });

  it('asks nothing for less than two characters', async () => {
    const { parley, network } = buildSearch([]);
    const search = parley.search.messages({ query: ' a ' });
    await settle();
    expect(search.getState()).toMatchObject({ isLoaded: true, hasMore: false, hits: [] });
    expect(network.requests).toEqual([]);
  });

  it('keeps a failure in the state, and tries again on demand', async () => {
    const { parley } = buildSearch([new Error(), { items: [hit(1)], nextCursor: null }]);
    const search = parley.search.messages({ query: 'text' });
    await settle();
    expect(search.getState()).toMatchObject({ error: { code: 'RATE_LIMITED', retryAfterMs: 1_000 }, isLoading: false });
    await search.more();
    expect(search.getState()).toMatchObject({ error: null, hits: [{ message: { seq: 1 } }] });
  });

  it('follows edits, removals and lost chats while open, and nothing after it was closed', async () => {
    const { parley, network } = buildSearch([
      { items: [hit(9), hit(8), hit(7)], nextCursor: 'next' },
      { items: [hit(6)], nextCursor: null },
    ]);
    parley.start();
    await settle();
    const search = parley.search.messages({ query: 'text' });
    await settle();
    const tell = async (part: object) => {
      network.announce({ name: 'messageUpdated', data: { ...hit(9).message, rev: 100, ...part } });
      await settle();
    };
    await tell({ reactions: [{ emoji: '👍', userIds: ['ben'] }] });
    expect(search.getState().hits[0]).toMatchObject({ message: { rev: 100 }, snippet: { ranges: [[0, 4]] } });
    await tell({ rev: 101, text: 'edited' });
    expect(search.getState().hits[0]?.snippet).toEqual({ text: 'edited', ranges: [] });
    await tell({ ...hit(8).message, rev: 102, deletedAt: '2026-01-01T00:00:00.000Z', text: '' });
    expect(search.getState().hits.map(({ message }) => message.seq)).toEqual([9, 7]);
    await tell({ rev: 50, text: 'late' });
    expect(search.getState().hits[0]?.message.text).toBe('edited');
    const loading = search.more();
    search.close();
    await loading;
    expect(search.getState().hits).toHaveLength(2);
    const second = parley.search.messages({ query: 'text' });
    second.close();
    network.announce({ name: 'chatRemoved', data: { chatId: 'c1' } });
    await settle();
    expect(search.getState().hits).toHaveLength(2);
    await parley.stop();
  });
});

it('drops the hits of a chat that was lost', async () => {
  const { parley, network } = buildSearch([{ items: [hit(9)], nextCursor: null }]);
  parley.start();
  await settle();
  const search = parley.search.messages({ query: 'text' });
  await settle();
  network.announce({ name: 'chatRemoved', data: { chatId: 'c1' } });
  await settle();
  expect(search.getState().hits).toEqual([]);
  await parley.stop();
});
