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
const LOGIN = JSON.stringify({ email: 'amina@example.com', password: 'correct horse battery' });
/** What the process ends with when it left something undone. */
const LEFT_UNDONE = 1;

describe('SIGTERM', () => {
  let dir: string;
  let database: EmbeddedMongo;
  let api: ApiProcess;
  let port: number;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-stop-'));
    database = await startEmbeddedMongo({ dir: join(dir, 'db') });
    port = await freePort();
    api = await startApi(port, database.uri, { DATA_DIR: dir });
  }, 60_000);

  afterEach(async () => {
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

  /** A request whose head has come in: the server has asked for its body. */
  async function begin(body: string): Promise<Socket> {
    const socket = await open();
    const head = ['POST /api/auth/login HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Content-Type: application/json'];
    socket.write([...head, 'Expect: 100-continue', `Content-Length: ${body.length}`, '', ''].join('\r\n'));
    await once(socket, 'data');
    return socket;
  }

  /** A stop must not wait for a connection that is kept for the next request, whenever its last one was answered. */
  it('answers a request that is on its way, and ends', async () => {
    const socket = await begin(BODY);
    const stopped = api.stop();
    while (await isListening()) await pause(20);
    socket.write(BODY);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 400 /);
    expect(await stopped).toBe(0);
    socket.destroy();
  }, 30_000);

  it('does not wait for a database that does not answer', async () => {
    const socket = await begin(LOGIN);
    process.kill(database.pid, 'SIGSTOP');
    try {
      socket.write(LOGIN);
      const stopped = api.stop();
      const left = once(socket, 'close');
      socket.resume();
      expect(await stopped).toBe(LEFT_UNDONE);
      await left;
    } finally {
      process.kill(database.pid, 'SIGCONT');
    }
  }, 60_000);
});
