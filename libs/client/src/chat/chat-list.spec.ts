import type { ChatDto } from '@app/contracts';
import { buildChat } from '../testing/build';
import { buildWorld } from '../testing/build-world';
import { settle } from '../testing/fake-clock';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
const chat = (id: string, hour: number, more: Partial<ChatDto> = {}) =>
  buildChat({ id, lastActivityAt: at(hour), ...more });

describe('the chat list', () => {
  it('starts with what the server render fetched', () => {
    const initial = {
      chats: { items: [chat('a', 2), chat('b', 1)], nextCursor: 'next' },
      chatCounts: { unreadChats: 3 },
    };
    const { chats } = buildWorld({ initial }).parley;
    expect(chats.getState()).toMatchObject({ ids: ['a', 'b'], unreadChats: 3, isLoaded: true, hasMore: true });
    expect(chats.getInitialState()).toBe(chats.getState());
  });

  it('loads more by cursor, and keeps an old chat that was opened by link out until its page comes', async () => {
    const { parley, network } = buildWorld();
    const pages = [
      { items: [chat('a', 9), chat('b', 8)], nextCursor: 'next' },
      { items: [chat('c', 7), chat('d', 6)], nextCursor: null },
    ];
    network.routes.set('GET chats', () => pages.shift());
    network.routes.set('GET chats/d', () => chat('d', 6));
    await parley.chats.load();
    await parley.chats.ensure('d');
    expect(parley.chats.getState().ids).toEqual(['a', 'b']);
    await parley.chats.loadMore();
    expect(parley.chats.getState()).toMatchObject({ ids: ['a', 'b', 'c', 'd'], hasMore: false });
  });

  it('keeps a chat that was asked for while a reconnect brought the list anew', async () => {
    const { parley, network } = buildWorld();
    network.routes.set('GET chats/d', () => chat('d', 6));
    network.routes.set('GET chats', () => {
      void parley.chats.ensure('d');
      return { items: [chat('a', 9)], nextCursor: null };
    });
    parley.start();
    await settle();
    expect(Object.keys(parley.chats.getState().byId).sort()).toEqual(['a', 'd']);
  });

  it('drops the answer of an older view', async () => {
    const { parley, network } = buildWorld();
    network.isAuto = false;
    let answer = [chat('first', 1)];
    network.routes.set('GET chats', () => ({ items: answer, nextCursor: null }));
    const first = parley.chats.setView({ query: 'fi' });
    await settle();
    network.deliver();
    answer = [chat('second', 1)];
    const second = parley.chats.setView({ query: 'se' });
    await settle();
    while (network.deliver(1)) await settle();
    await Promise.all([first, second]);
    expect(parley.chats.getState()).toMatchObject({ ids: ['second'], view: { query: 'se' }, isLoading: false });
  });

  it('shows only unread chats under that filter, and follows reading', async () => {
    const { parley, server } = buildWorld();
    server.addChat({ id: 'c2' });
    server.send('ben', { chatId: 'c2', clientMsgId: 'x', text: 'hi' });
    parley.start();
    await settle();
    await parley.chats.setView({ filter: 'unread' });
    expect(parley.chats.getState().ids).toEqual(['c2']);
    server.read('ana', 'c2', 1);
    await settle();
    expect(parley.chats.getState().ids).toEqual([]);
    await parley.stop();
  });

  it('keeps a failure in the state instead of throwing', async () => {
    const { parley, network } = buildWorld();
    network.isAuto = false;
    const loading = parley.chats.load();
    await settle();
    network.loseHttp(0);
    await loading;
    expect(parley.chats.getState()).toMatchObject({ isLoading: false, error: { code: 'NETWORK' } });
    await expect(buildWorld().parley.chats.ensure('foreign')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('asks again when the answer is older than what a fact told: REST may lag behind facts', async () => {
    const { parley, network, server, clock } = buildWorld();
    parley.start();
    await settle();
    const answers = [chat('c2', 1, { headSeq: 1 }), chat('c2', 1, { headSeq: 2, unread: 2 })];
    network.routes.set('GET chats/c2', () => answers.shift());
    server.addChat({ id: 'c2' });
    for (const clientMsgId of ['x', 'y']) server.send('ben', { chatId: 'c2', clientMsgId, text: clientMsgId });
    await clock.advance(1_000);
    expect(parley.chats.getState().byId.c2).toMatchObject({ headSeq: 2, unread: 2 });
    await parley.stop();
  });

  it('counts the total until it is told the same twice, so that a late count cannot stay', async () => {
    const { parley, network, clock } = buildWorld();
    const counts = [1, 1, 0, 0];
    network.routes.set('GET chats/counts', () => ({ unreadChats: counts.shift() ?? 0 }));
    parley.start();
    await clock.advance(1);
    network.announce({ name: 'chatUpdated', data: chat('c7', 1) });
    await clock.advance(1_000);
    expect(parley.chats.getState().unreadChats).toBe(0);
    await parley.stop();
  });

  it('adds a chat that was made', async () => {
    const { parley, network } = buildWorld();
    network.routes.set('POST chats', () => chat('new', 5));
    expect(await parley.chats.create({ memberIds: ['ben'] })).toMatchObject({ id: 'new' });
    expect(parley.chats.getState().ids).toEqual(['new']);
  });
});
