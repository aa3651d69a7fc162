import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { freePort } from '../../../scripts/testing/node-process';
import { type ApiProcess, startApi } from './api-process';

const BODY = '{}';

/** A stop must not wait for a connection that is kept for the next request, whenever its last one was answered. */
describe('SIGTERM while a request is on its way', () => {
  let dir: string;
  let database: EmbeddedMongo;
  let api: ApiProcess;
  let port: number;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-stop-'));
    database = await startEmbeddedMongo({ dir: join(dir, 'db') });
    port = await freePort();
    api = await startApi(port, database.uri, { DATA_DIR: dir });
  }, 60_000);

  afterAll(async () => {
    await api?.crash();
    await database?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function open(): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  async function isListening(): Promise<boolean> {
    try {
      (await open()).destroy();
      return true;
    } catch {
      return false;
    }
  }

  it('answers it and ends', async () => {
    const socket = await open();
    const head = ['POST /api/auth/login HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Content-Type: application/json'];
    socket.write([...head, 'Expect: 100-continue', `Content-Length: ${BODY.length}`, '', ''].join('\r\n'));
    // The request has come in: the server asks for its body.
    await once(socket, 'data');
    const stopped = api.stop();
    while (await isListening()) await pause(20);
    socket.write(BODY);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 400 /);
    await stopped;
    socket.destroy();
  }, 30_000);
});
