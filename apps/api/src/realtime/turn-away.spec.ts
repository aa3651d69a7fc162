import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { io, type Socket } from 'socket.io-client';
import { turnAway } from './turn-away';

const RETRY_AFTER_MS = 1_234;

describe(turnAway.name, () => {
  let http: Server;
  let port: number;
  let left: Promise<void>;

  beforeEach(async () => {
    http = createServer();
    left = new Promise((resolve) => {
      http.on('upgrade', (request, socket: Duplex) => {
        socket.on('error', () => undefined);
        socket.once('close', () => resolve());
        turnAway(request, socket, RETRY_AFTER_MS);
      });
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    ({ port } = http.address() as AddressInfo);
  });

  afterEach(() => new Promise((resolve) => http.close(resolve)));

  const refusalOf = (socket: Socket) =>
    new Promise<Error & { data?: unknown }>((resolve) => socket.once('connect_error', resolve));

  it('is a refusal with the time to wait to a real client, which then may come again', async () => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false, forceNew: true });
    expect((await refusalOf(socket)).data).toEqual({ code: 'BUSY', retryAfterMs: RETRY_AFTER_MS });
    await left;
    socket.connect();
    expect((await refusalOf(socket)).data).toEqual({ code: 'BUSY', retryAfterMs: RETRY_AFTER_MS });
    socket.disconnect();
  });

  it('is status 503 to whoever speaks no WebSocket', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
    let heard = '';
    for await (const chunk of socket) heard += String(chunk);
    expect(heard).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\nRetry-After: 2\r\n/);
    await left;
  });
});
