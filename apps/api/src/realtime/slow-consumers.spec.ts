import type { Socket as NetSocket } from 'node:net';
import type { ChatChangesDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson, type TestSocket } from '../testing/test-person';
import { Broadcaster } from './broadcaster';
import { SlowConsumers } from './slow-consumers';
import type { ParleySocket } from './socket-data';

/** The limit of `slow-consumers.ts`, said again so that a change of it is a decision. */
const WAITING_MAX_BYTES = 1_048_576;

describe(SlowConsumers.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    amel = await buildPerson(server);
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  afterAll(async () => {
    amel.disconnect();
    yacine.disconnect();
    await server.stop();
  });

  it('cuts a client that does not read, spares one that does, and loses nothing of the chat', async () => {
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'the only message');
    const reading = await yacine.connect();
    const stuck = await yacine.connect();
    stopReading(stuck);
    const { id } = stuck;
    const broadcaster = server.app.get(Broadcaster);
    const held = broadcaster.ownSockets().find((socket) => socket.id === id) as ParleySocket;
    const ended = new Promise((resolve) => held.once('disconnect', resolve));
    const fact = { chatId: chat.id, userId: amel.id, isTyping: true, text: 'x'.repeat(4_000) };
    while (held.connected && waitingBytes(held) <= WAITING_MAX_BYTES) {
      for (let n = 0; n < 50; n++) broadcaster.toUsers([yacine.id], 'typing', fact);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Nothing more is sent: what waits already is enough to end the connection, long before a missing pong is.
    expect(await ended).toMatch(/^transport/);
    expect(broadcaster.ownSockets()).not.toContain(held);
    expect(reading.connected).toBe(true);
    const back = await yacine.connect();
    const sync = await yacine.emit(back, 'syncChat', { chatId: chat.id, sinceRev: 0 });
    expect((sync as { data: ChatChangesDto }).data.items.map((message) => message.text)).toEqual(['the only message']);
  });
});

function stopReading(socket: TestSocket): void {
  const { transport } = socket.io.engine as unknown as { transport: { ws: { _socket: NetSocket } } };
  transport.ws._socket.pause();
}

function waitingBytes({ conn }: ParleySocket): number {
  const { writeBuffer, transport } = conn as unknown as {
    writeBuffer: { data?: string }[];
    transport: { socket: { bufferedAmount: number } };
  };
  return transport.socket.bufferedAmount + writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}
