import { buildWorld } from '../testing/build-world';
import { settle } from '../testing/fake-clock';

describe('the connection of a Parley', () => {
  it('comes online, takes the limits of the server and syncs', async () => {
    const { parley, server } = buildWorld();
    server.pageSize = 7;
    expect(parley.connection.getState().status).toBe('connecting');
    parley.start();
    await settle();
    expect(parley.connection.getState()).toEqual({ status: 'online', epoch: 'e1', isSynced: true });
    expect(parley.limits.getState().pageSize).toBe(7);
    await parley.stop();
  });

  it.each([['lost', false] as const, ['ended by the server', true] as const])(
    'reconnects when %s',
    async (_how, isByServer) => {
      const { parley, network, clock } = buildWorld();
      parley.start();
      await settle();
      network.cut(isByServer);
      expect(parley.connection.getState()).toMatchObject({ status: 'connecting', isSynced: false });
      await clock.advance(1_000);
      expect(parley.connection.getState()).toMatchObject({ status: 'online', isSynced: true });
      await parley.stop();
    },
  );

  it('tries for ever', async () => {
    const { parley, network, clock } = buildWorld();
    network.handshakes = Array(50).fill('NETWORK');
    network.isRestDown = true;
    parley.start();
    await clock.advance(60_000);
    expect(parley.connection.getState().status).toBe('offline');
    await clock.advance(300_000);
    expect(parley.connection.getState().status).toBe('online');
    await parley.stop();
  });

  it('refreshes the session when the handshake is refused as expired', async () => {
    const { parley, network, clock } = buildWorld();
    network.handshakes = ['TOKEN_EXPIRED'];
    network.routes.set('POST auth/refresh', () => ({}));
    parley.start();
    await clock.advance(1);
    expect(network.requests).toContain('POST auth/refresh');
    expect(parley.connection.getState().status).toBe('online');
    await parley.stop();
  });

  it('is signed out when the renewed session is refused again, and stops trying', async () => {
    const { parley, network, clock } = buildWorld();
    network.handshakes = ['TOKEN_EXPIRED', 'UNAUTHENTICATED'];
    network.routes.set('POST auth/refresh', () => ({}));
    parley.start();
    await clock.advance(60_000);
    expect(parley.connection.getState().status).toBe('signedOut');
    await parley.stop();
  });

  it('is signed out at once when the session was revoked', async () => {
    const { parley, network, clock } = buildWorld();
    network.handshakes = ['SESSION_REVOKED'];
    parley.start();
    await clock.advance(1);
    expect(parley.connection.getState().status).toBe('signedOut');
    await parley.stop();
  });

  it('renews an expiring token on the open socket', async () => {
    const { parley, network } = buildWorld();
    network.routes.set('POST auth/refresh', () => ({}));
    network.routes.set('POST auth/ws-ticket', () => ({ ticket: 'ticket-1', expiresAt: '' }));
    parley.start();
    await settle();
    network.announce({ name: 'authExpiring', data: { expiresAt: '2026-01-01T00:00:00.000Z' } });
    await settle();
    expect(network.commands).toContainEqual({ command: 'refreshAuth', input: { token: 'ticket-1' } });
    await parley.stop();
  });

  it('follows the browser: offline at once, and a fresh socket when the network is back', async () => {
    const { parley, network, signals } = buildWorld();
    parley.start();
    await settle();
    signals.isOnline = false;
    signals.change();
    expect(parley.connection.getState().status).toBe('offline');
    signals.isOnline = true;
    signals.change();
    await settle();
    expect(parley.connection.getState()).toMatchObject({ status: 'online', isSynced: true });
    expect(network.commands.map(({ command }) => command)).toContain('syncInbox');
    await parley.stop();
  });

  it('says offline at the first missed ack, makes a new socket at the second, and loses nothing', async () => {
    const { parley, network, server, clock } = buildWorld();
    parley.start();
    await settle();
    network.missedAcks = 2;
    parley.messages('c1').send('hello');
    await settle();
    expect(parley.connection.getState().status).toBe('offline');
    expect(network.transport.isConnected).toBe(true);
    await clock.advance(2_000);
    expect(network.commands.filter(({ command }) => command === 'sendMessage')).toHaveLength(3);
    expect(server.messages('c1')).toHaveLength(1);
    expect(parley.connection.getState()).toMatchObject({ status: 'online', isSynced: true });
    await parley.stop();
  });

  it('starts open chats afresh when the database was replaced', async () => {
    const { parley, server, network, clock } = buildWorld();
    server.send('ben', { chatId: 'c1', clientMsgId: 'x', text: 'before' });
    parley.start();
    parley.messages('c1').open();
    await settle();
    server.replaceDatabase('e2');
    server.send('ben', { chatId: 'c1', clientMsgId: 'y', text: 'restored' });
    network.cut();
    await clock.advance(2_000);
    expect(
      parley
        .messages('c1')
        .getState()
        .items.map(({ text }) => text),
    ).toEqual(['restored']);
    expect(parley.chats.getState().byId.c1?.lastMessage?.text).toBe('restored');
    await parley.stop();
  });

  it('leaves no timer behind when stopped', async () => {
    const { parley, clock } = buildWorld();
    parley.start();
    parley.messages('c1').open();
    await settle();
    parley.messages('c1').close();
    await parley.stop();
    await clock.advance(500);
    expect(clock.pendingCount).toBe(0);
  });
});
