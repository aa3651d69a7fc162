import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createParley, createRest, type Parley } from '@app/client';
import type { ChatDto, MessageDto, SessionDto } from '@app/contracts';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { freePort } from '../../../scripts/testing/node-process';
import { type ApiProcess, startApi } from './api-process';

const MESSAGES_EACH = 40;

/**
 * The promise under kill -9: real clients with their outbox keep sending while the API and the database are killed.
 * What was acknowledged is stored once, in the sender's order, and everybody ends with the same list.
 */
describe('kill -9 while messages are being sent', () => {
  let dir: string;
  let databasePort: number;
  let database: EmbeddedMongo;
  let api: ApiProcess;
  let people: { session: SessionDto; parley: Parley }[];
  let chat: ChatDto;

  const startDatabase = () => startEmbeddedMongo({ dir, port: databasePort });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-crash-'));
    databasePort = await freePort();
    database = await startDatabase();
    api = await startApi(await freePort(), database.uri);
    people = await Promise.all(['amel', 'yacine'].map((name) => enter(name)));
    const [amel, yacine] = people;
    chat = await (amel as (typeof people)[0]).parley.rest.chats.create({
      memberIds: [yacine?.session.user.id ?? ''],
    });
    for (const { parley } of people) {
      parley.start();
      parley.messages(chat.id).open();
    }
  });

  afterAll(async () => {
    for (const { parley } of people ?? []) await parley.stop();
    await api?.stop();
    await database?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function enter(name: string) {
    const password = 'correct horse battery';
    const session = await createRest({ url: api.url }).auth.register({ name, email: `${name}@example.com`, password });
    const auth = { kind: 'token' as const, getToken: async () => session.accessToken };
    return { session, parley: createParley({ url: api.url, auth, me: session.user }) };
  }

  /** Resolves when this person's list holds at least so many confirmed messages. */
  function confirmed(parley: Parley, count: number): Promise<void> {
    const store = parley.messages(chat.id);
    return new Promise((resolve) => {
      const check = () => {
        const { items, pending } = store.getState();
        if (items.length < count || (count === people.length * MESSAGES_EACH && pending.length > 0)) return;
        stop();
        resolve();
      };
      const stop = store.subscribe(check);
      check();
    });
  }

  async function readAll(): Promise<MessageDto[]> {
    const rest = (people[0] as (typeof people)[0]).parley.rest;
    const all: MessageDto[] = [];
    for (let after = 0; ; after = all.at(-1)?.seq ?? 0) {
      const page = await rest.chats.messages(chat.id, { after, limit: 100 });
      all.push(...page.items);
      if (!page.hasAfter) return all;
    }
  }

  it('loses, doubles and reorders nothing', async () => {
    const texts = people.map(({ session }) =>
      Array.from({ length: MESSAGES_EACH }, (_, i) => `${session.user.name} ${i}`),
    );
    people.forEach(({ parley }, person) => {
      for (const text of texts[person] ?? []) parley.messages(chat.id).send(text);
    });
    const [first] = people as [(typeof people)[0]];

    await confirmed(first.parley, 10);
    await api.crash();
    api = await startApi(Number(new URL(api.url).port), database.uri);

    await confirmed(first.parley, 30);
    database.kill();
    database = await startDatabase();

    const total = people.length * MESSAGES_EACH;
    await Promise.all(people.map(({ parley }) => confirmed(parley, total)));

    const stored = await readAll();
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    expect(new Set(stored.map(({ clientMsgId }) => clientMsgId)).size).toBe(total);
    people.forEach(({ session }, person) => {
      const own = stored.filter(({ senderId }) => senderId === session.user.id);
      expect(own.map(({ text }) => text)).toEqual(texts[person]);
    });
    for (const { parley } of people) expect(parley.messages(chat.id).getState().items).toEqual(stored);
    const { items } = await first.parley.rest.chats.list();
    expect(items).toMatchObject([{ headSeq: total, lastMessage: { messageId: stored.at(-1)?.id } }]);
  }, 120_000);
});
