import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRest } from '@app/client';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { type Db, MongoClient, ObjectId } from 'mongodb';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../../scripts/testing/node-process';
import { type ApiProcess, startApi } from './api-process';

const KEY = 'the-key-of-the-marketplace-32-bytes';
const READERS = 24;
/** The process dies while so many letters have arrived. */
const DEATHS = [4, 12];
/** Jobs that one process does at once, and so letters that a death can leave in doubt. */
const JOBS_AT_ONCE = 4;
const EMAIL = 'notification.email';

interface Arrived {
  to: string;
  messageId: string;
}

/** A mail server that can let a letter in and then keep its sender waiting for the answer. */
async function startMailServer() {
  const letters: Arrived[] = [];
  let holdFrom = Number.POSITIVE_INFINITY;
  let changed = (): void => undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      let raw = '';
      stream.on('data', (part: Buffer) => {
        raw += part.toString();
      });
      stream.on('end', () => {
        const messageId = /^Message-ID: (.+)$/im.exec(raw)?.[1]?.trim() ?? '';
        letters.push({ to: envelope.rcptTo[0]?.address ?? '', messageId });
        if (letters.length < holdFrom) done();
        changed();
      });
    },
  });
  // Its clients are killed: their connections break off.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    letters,
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    /** From the letter of this number on, nobody gets an answer. */
    holdFrom: (count: number) => {
      holdFrom = count;
    },
    until: (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        changed = () => {
          if (holds()) resolve();
        };
        changed();
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** E-mail to one person at a time under kill -9, with the real process and a real mail server. */
describe('kill -9 while letters go out', () => {
  let dir: string;
  let mail: Awaited<ReturnType<typeof startMailServer>>;
  let database: EmbeddedMongo;
  let client: MongoClient;
  let db: Db;
  let port: number;
  let api: ApiProcess;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-letters-'));
    mail = await startMailServer();
    database = await startEmbeddedMongo({ dir: join(dir, 'db') });
    client = await new MongoClient(database.uri).connect();
    db = client.db('parley');
    port = await freePort();
    api = await start();
  }, 60_000);

  afterAll(async () => {
    await api?.crash();
    await client?.close();
    await database?.stop();
    await mail?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const start = () =>
    startApi(port, database.uri, {
      ...{ SMTP_URL: mail.url, MAIL_FROM: 'Souk <hello@souk.example>', SERVER_KEYS: KEY },
      ...{ DATA_DIR: dir, FILES_DIR: join(dir, 'files') },
    });

  async function restart(): Promise<void> {
    await api.crash();
    api = await start();
  }

  const lettersTo = (address: string) => mail.letters.filter(({ to }) => to === address);

  async function untilNothingWaits(): Promise<void> {
    while ((await db.collection('jobs').countDocuments({ kind: EMAIL, doneAt: null })) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** As a marketplace's server does it: again, with the same key, until it is taken. */
  async function notify(userId: string): Promise<void> {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `ServerKey ${KEY}` },
      body: JSON.stringify({
        ...{ idempotencyKey: `paid-${userId}`, userId, category: 'activity', isCritical: true, defaultLocale: 'en' },
        variants: { en: { title: 'Order paid', text: 'Order 7 is paid.' } },
      }),
    };
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/notifications`, request).catch(() => null);
      if (answer?.status === 201) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it('loses none, and repeats only what was under way, recognisably', async () => {
    const readers = Array.from({ length: READERS }, (_, index) => ({
      ...{ _id: new ObjectId(), name: `Reader ${index}`, nameWords: ['reader'], email: `${randomUUID()}@example.com` },
      ...{ role: 'user', locale: 'en', timeZone: 'UTC', region: null, avatarUrl: null },
      ...{ bannedAt: null, lastSeenAt: null, createdAt: new Date() },
    }));
    await db.collection('users').insertMany(readers);
    const inDoubt: Arrived[] = [];
    mail.letters.length = 0;
    mail.holdFrom(DEATHS[0] ?? 0);
    const told = Promise.all(readers.map(({ _id }) => notify(_id.toHexString())));
    for (const [index, death] of DEATHS.entries()) {
      await mail.until(() => mail.letters.length >= death);
      await api.crash();
      inDoubt.push(...mail.letters.slice(death - 1));
      mail.holdFrom(DEATHS[index + 1] ?? Number.POSITIVE_INFINITY);
      api = await start();
    }
    await told;
    await mail.until(() => readers.every(({ email }) => lettersTo(email).length > 0));
    await untilNothingWaits();

    const repeated = readers.map(({ email }) => lettersTo(email)).filter(({ length }) => length > 1);
    for (const letters of repeated) expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(1);
    const repeats = mail.letters.length - READERS;
    expect(repeats).toBeLessThanOrEqual(DEATHS.length * JOBS_AT_ONCE);
    // What got no answer has to be sent again: nobody can know that it arrived.
    const again = new Set(repeated.flat().map(({ messageId }) => messageId));
    expect(inDoubt.filter(({ messageId }) => !again.has(messageId))).toEqual([]);
  }, 180_000);

  it('writes about a message whose sender was told that it is stored, and about nothing else', async () => {
    const url = api.url;
    const turn = randomUUID();
    const enter = (name: string) =>
      createRest({ url }).auth.register({
        name,
        email: `${name}.${turn}@example.com`,
        password: 'correct horse battery',
      });
    const [amel, yacine] = [await enter('amel'), await enter('yacine')];
    const rest = createRest({ url, auth: { kind: 'token', getToken: async () => amel.accessToken } });
    const chat = await rest.chats.create({ memberIds: [yacine.user.id] });
    await rest.chats.send(chat.id, { clientMsgId: randomUUID(), text: 'Is it still there?' });
    // E-mail is planned a moment after the ack: this death comes before that.
    await restart();
    while ((await db.collection('jobs').countDocuments({ kind: EMAIL, doneAt: null })) === 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await db.collection('jobs').updateMany({ kind: EMAIL, doneAt: null }, { $set: { dueAt: new Date() } });
    await restart();
    await mail.until(() => lettersTo(yacine.user.email ?? '').length > 0);
    await untilNothingWaits();
    expect(lettersTo(yacine.user.email ?? '')).toHaveLength(1);
    expect(lettersTo(amel.user.email ?? '')).toEqual([]);
  }, 120_000);
});
