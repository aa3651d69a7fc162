import { buildWorld, type World } from '../testing/build-world';

const status = ({ parley }: World) => parley.connection.getState().status;

/** No WebSocket comes through. */
function buildBlocked(): World {
  const world = buildWorld();
  world.network.handshakes = Array(1_000).fill('NETWORK');
  return world;
}

describe('without WebSocket', () => {
  it('polls by REST, sends by REST, and says so', async () => {
    const world = buildBlocked();
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'x', text: 'hello' });
    const thread = world.parley.messages('c1');
    thread.open();
    thread.send('queued before');
    world.parley.start();
    await world.clock.advance(5_000);
    expect(world.parley.connection.getState()).toMatchObject({ status: 'fallback', isSynced: true, epoch: 'e1' });
    expect(world.server.messages('c1').map(({ text }) => text)).toEqual(['hello', 'queued before']);
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'y', text: 'polled' });
    thread.edit('c1-2', 'edited');
    thread.react('c1-1', '👍', true);
    thread.markRead(2);
    await world.clock.advance(5_000);
    thread.remove('c1-2');
    await world.clock.advance(5_000);
    expect(thread.getState().items).toEqual(world.server.messages('c1'));
    expect(thread.getState().items).toMatchObject([
      { reactions: [{ emoji: '👍', userIds: ['ana'] }] },
      { editedAt: expect.any(String), deletedAt: expect.any(String) },
      { text: 'polled' },
    ]);
    expect(world.parley.chats.getState().byId.c1).toEqual(world.server.chat('c1'));
    expect(world.network.commands).toEqual([]);
    await world.parley.stop();
  });

  it('goes back to the socket when one comes through', async () => {
    const world = buildBlocked();
    world.parley.start();
    await world.clock.advance(20_000);
    expect(status(world)).toBe('fallback');
    world.network.handshakes = [];
    await world.clock.advance(30_000);
    expect(world.parley.connection.getState()).toMatchObject({ status: 'online', isSynced: true });
    world.network.requests.length = 0;
    const known = world.network.commands.filter(({ command }) => command === 'syncInbox').length;
    await world.clock.advance(14_000);
    expect(world.network.requests).toEqual([]);
    // At most the head check's: nobody polls any more.
    expect(world.network.commands.filter(({ command }) => command === 'syncInbox').length - known).toBeLessThan(2);
    await world.parley.stop();
  });

  it('is offline when REST fails as well, and recovers', async () => {
    const world = buildBlocked();
    world.network.isRestDown = true;
    world.parley.start();
    await world.clock.advance(20_000);
    expect(status(world)).toBe('offline');
    world.network.isRestDown = false;
    await world.clock.advance(30_000);
    expect(status(world)).toBe('fallback');
    world.network.isRestDown = true;
    await world.clock.advance(5_000);
    expect(world.parley.connection.getState()).toMatchObject({ status: 'offline', isSynced: false });
    await world.parley.stop();
  });

  it('starts afresh when the database was replaced', async () => {
    const world = buildBlocked();
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'x', text: 'before' });
    world.parley.start();
    world.parley.messages('c1').open();
    await world.clock.advance(10_000);
    world.server.replaceDatabase('e2');
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'y', text: 'restored' });
    await world.clock.advance(10_000);
    expect(world.parley.messages('c1').getState().items).toMatchObject([{ text: 'restored' }]);
    expect(world.parley.chats.getState().byId.c1?.lastMessage?.text).toBe('restored');
    await world.parley.stop();
  });

  it('does not start for a server that answers, nor in a browser that is offline, and leaves no timer behind', async () => {
    const busy = buildWorld();
    busy.network.handshakes = Array(20).fill('BUSY');
    busy.parley.start();
    await busy.clock.advance(10_000);
    expect(status(busy)).toBe('offline');
    expect(busy.network.requests).toEqual([]);
    await busy.parley.stop();

    const away = buildBlocked();
    away.signals.isOnline = false;
    away.parley.start();
    await away.clock.advance(20_000);
    expect(status(away)).toBe('offline');
    expect(away.network.requests).toEqual([]);
    away.signals.isOnline = true;
    away.signals.change();
    await away.clock.advance(5_000);
    expect(status(away)).toBe('fallback');
    await away.parley.stop();
    await away.clock.advance(60_000);
    expect(away.clock.pendingCount).toBe(0);
  });
});
