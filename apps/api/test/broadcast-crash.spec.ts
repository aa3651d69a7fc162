import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRest, type Rest } from '@app/client';
import type { BroadcastDto } from '@app/contracts';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { MongoClient } from 'mongodb';
import { freePort } from '../../../scripts/testing/node-process';
import { TEST_SECRET } from '../src/testing/test-app';

const READERS = 600;
/** The process dies after so many mails, each time; the last time earlier, when it writes to somebody again. */
const DEATHS = [100, 250, 550];

const isMailed = (message: unknown): message is { mailed: string } =>
  typeof message === 'object' && message !== null && 'mailed' in message;

/** E-mail of a broadcast under kill -9: everybody is written to, and at most the mail under way at a death is sent again. */
describe('kill -9 while a broadcast is being mailed', () => {
  let dir: string;
  let database: EmbeddedMongo;
  let api: ChildProcess;
  let port: number;
  let rest: Rest;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-mailing-'));
    database = await startEmbeddedMongo({ dir: join(dir, 'db') });
    port = await freePort();
    api = await start();
    rest = await enterAsAdmin();
  });

  afterEach(async () => {
    await kill();
    await database?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function start(): Promise<ChildProcess> {
    const child = fork(join(__dirname, 'mailing-api.cjs'), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
      env: {
        PATH: process.env.PATH,
        API_PORT: String(port),
        MONGODB_URI: database.uri,
        JWT_SECRET: TEST_SECRET,
        RATE_LIMITS: 'off',
        LOG_LEVEL: 'silent',
        MAIL_LOG: join(dir, 'mail.log'),
        DATA_DIR: dir,
        FILES_DIR: join(dir, 'files'),
      },
    });
    await heard(child, (message) => message === 'listening');
    return child;
  }

  async function kill(): Promise<void> {
    if (!api || api.exitCode !== null || api.signalCode !== null) return;
    const gone = once(api, 'exit');
    api.kill('SIGKILL');
    await gone;
  }

  /** The next message of a process that matches. */
  function heard(child: ChildProcess, matches: (message: unknown) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the API ended by itself'));
      const listener = (message: unknown) => {
        if (!matches(message)) return;
        child.off('message', listener).off('exit', ended);
        resolve();
      };
      child.on('message', listener).on('exit', ended);
    });
  }

  /** One who signs up, is made an admin in the database, and signs in again. */
  async function enterAsAdmin(): Promise<Rest> {
    const url = `http://127.0.0.1:${port}`;
    const account = { email: 'karim@example.com', password: 'correct horse battery' };
    await createRest({ url }).auth.register({ name: 'Karim', ...account });
    const client = await new MongoClient(database.uri).connect();
    const users = client.db('parley').collection('users');
    await users.updateOne({ email: account.email }, { $set: { role: 'admin' } });
    const readers = Array.from({ length: READERS }, (_, index) => ({
      ...{ name: `Reader ${index}`, nameWords: ['reader'], email: `reader${index}@example.com`, role: 'user' },
      ...{ locale: 'en', timeZone: 'UTC', region: null, bannedAt: null, lastSeenAt: null, createdAt: new Date() },
    }));
    await users.insertMany(readers);
    await client.close();
    const { accessToken } = await createRest({ url }).auth.login(account);
    return createRest({ url, auth: { kind: 'token', getToken: async () => accessToken } });
  }

  const mails = async () => (await readFile(join(dir, 'mail.log'), 'utf8')).trim().split('\n');

  it('writes to everybody, and to nobody twice but whom a death interrupted', async () => {
    const { broadcast } = await rest.broadcasts.create({
      broadcastId: randomUUID(),
      variants: { en: { title: 'Hello', text: 'World' } },
      defaultLocale: 'en',
      audience: { roles: ['user'] },
      channels: ['email'],
    });
    const written: string[] = [];
    for (const death of DEATHS) {
      const isLast = death === DEATHS.at(-1);
      await heard(api, (message) => {
        if (!isMailed(message)) return false;
        const isAgain = written.includes(message.mailed);
        written.push(message.mailed);
        return written.length >= death || (isLast && isAgain);
      });
      await kill();
      api = await start();
    }
    let told: BroadcastDto;
    do told = await rest.broadcasts.get(broadcast.id);
    while (told.state !== 'sent');

    const all = await mails();
    const people = new Set(all);
    const again = new Set(all.filter((mail, index) => all.indexOf(mail) !== index));
    expect(people.size).toBe(READERS);
    expect(all.length - people.size).toBeLessThanOrEqual(DEATHS.length);
    const [email] = told.deliveries;
    expect(email).toMatchObject({ state: 'done', sent: READERS, skipped: 0, failed: 0 });
    // It says of how many people: all who were written to again, and perhaps one whose mail had not gone out yet.
    expect(email?.repeated).toBeGreaterThanOrEqual(again.size);
    expect(email?.repeated).toBeLessThanOrEqual(DEATHS.length);
  }, 180_000);
});
