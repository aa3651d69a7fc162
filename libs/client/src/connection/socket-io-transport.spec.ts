import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SOCKET_PATH } from '@app/contracts';
import { Server, type Socket } from 'socket.io';
import { buildMessage } from '../testing/build';
import { createSocketIoTransport } from './socket-io-transport';
import type { Fact, Transport } from './transport';

/** Resolves when `done` is called; what the transport tells is real, so there is nothing to wait for by time. */
function waitFor<T>(): { promise: Promise<T>; done: (value: T) => void } {
  let done: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    done = resolve;
  });
  return { promise, done };
}

describe(createSocketIoTransport.name, () => {
  let http: HttpServer;
  let server: Server;
  let url: string;
  let transport: Transport;
  const token = { value: 'good' };

  beforeEach(async () => {
    http = createServer();
    server = new Server(http, { path: SOCKET_PATH, transports: ['websocket'] });
    server.use((socket, next) => {
      if (socket.handshake.auth.token === 'good') return next();
      next(Object.assign(new Error('no'), { data: { code: 'TOKEN_EXPIRED', retryAfterMs: 5 } }));
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    token.value = 'good';
    transport = createSocketIoTransport({ url, auth: { kind: 'token', getToken: async () => token.value } });
  });

  afterEach(async () => {
    transport.disconnect();
    await server.close();
  });

  /** Connects, and answers the server's side once the first fact is through. */
  async function connect(): Promise<Socket> {
    const accepted = waitFor<Socket>();
    const heard = waitFor<Fact>();
    server.once('connection', (socket) => {
      socket.emit('newMessage', buildMessage());
      accepted.done(socket);
    });
    transport.listen({ fact: heard.done, disconnected: () => undefined, refused: () => undefined });
    transport.connect();
    await heard.promise;
    return accepted.promise;
  }

  it('passes facts on', async () => {
    const heard = waitFor<Fact>();
    server.once('connection', (socket) => socket.emit('newMessage', buildMessage()));
    transport.listen({ fact: heard.done, disconnected: () => undefined, refused: () => undefined });
    transport.connect();
    expect(await heard.promise).toEqual({ name: 'newMessage', data: buildMessage() });
    expect(transport.isConnected).toBe(true);
  });

  it('answers a command with its data, and throws its refusal', async () => {
    const socket = await connect();
    socket.on('markRead', ({ seq }, ack) =>
      ack(
        seq > 0
          ? { success: true, data: { chatId: 'c1', userId: 'ana', seq } }
          : { success: false, error: { code: 'FORBIDDEN', message: 'no', requestId: 'r1' } },
      ),
    );
    await expect(transport.request('markRead', { chatId: 'c1', seq: 3 }, 5_000)).resolves.toMatchObject({ seq: 3 });
    await expect(transport.request('markRead', { chatId: 'c1', seq: 0 }, 5_000)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      requestId: 'r1',
    });
  });

  it('throws TIMEOUT when there is no ack', async () => {
    await connect();
    await expect(transport.request('syncChat', { chatId: 'c1', sinceRev: 0 }, 20)).rejects.toMatchObject({
      code: 'TIMEOUT',
    });
  });

  it('throws NETWORK when the connection goes before the ack, and tells who ended it', async () => {
    const socket = await connect();
    const ended = waitFor<boolean>();
    transport.listen({ fact: () => undefined, disconnected: ended.done, refused: () => undefined });
    socket.on('typing', () => socket.disconnect(true));
    const typing = transport.request('typing', { chatId: 'c1', isTyping: true }, 5_000);
    await expect(typing).rejects.toMatchObject({ code: 'NETWORK' });
    expect(await ended.promise).toBe(true);
  });

  it('buffers nothing while disconnected', async () => {
    const typing = { chatId: 'c1', isTyping: true };
    await expect(transport.request('typing', typing, 5_000)).rejects.toMatchObject({ code: 'NETWORK' });
    const socket = await connect();
    const got: string[] = [];
    socket.onAny((event: string, _input: unknown, ack: (answer: object) => void) => {
      got.push(event);
      ack({ success: true, data: null });
    });
    await transport.request('closeChat', { chatId: 'c1' }, 5_000);
    expect(got).toEqual(['closeChat']);
  });

  it('tells the code of a refused handshake, and asks for a token again at the next attempt', async () => {
    token.value = 'old';
    const refused = waitFor<unknown>();
    transport.listen({ fact: () => undefined, disconnected: () => undefined, refused: refused.done });
    transport.connect();
    expect(await refused.promise).toEqual({ code: 'TOKEN_EXPIRED', retryAfterMs: 5 });
    token.value = 'good';
    await connect();
    expect(transport.isConnected).toBe(true);
  });

  it('tells of an attempt that no server answered', async () => {
    await server.close();
    const refused = waitFor<unknown>();
    transport.listen({ fact: () => undefined, disconnected: () => undefined, refused: refused.done });
    transport.connect();
    expect(await refused.promise).toBeNull();
  });

  it('connects after stop and start in one turn, as React does in strict mode', async () => {
    transport.listen({ fact: () => undefined, disconnected: () => undefined, refused: () => undefined });
    transport.connect();
    transport.disconnect();
    await connect();
    expect(transport.isConnected).toBe(true);
  });
});
