import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRest } from '@app/client';
import type { ChatDto, MessageDto } from '@app/contracts';
import { type EmbeddedMongo, startEmbeddedMongo } from '@app/embedded-mongo';
import { MongoClient, ObjectId } from 'mongodb';
import { freePort } from '../../../scripts/testing/node-process';
import { historyOf, makeOffer } from '../src/testing/offer-steps';
import { nextFact, TestPerson } from '../src/testing/test-person';
import { type ApiProcess, startApi } from './api-process';

/** The promise: an offer ends within this of its time, or of the start of the server when its time had passed by then. */
const LATE_MAX_MS = 2_000;

describe('offers whose time comes around a kill -9', () => {
  let dir: string;
  let database: EmbeddedMongo;
  let mongo: MongoClient;
  let api: ApiProcess;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'parley-offer-'));
    database = await startEmbeddedMongo({ dir });
    api = await startApi(await freePort(), database.uri);
    mongo = await MongoClient.connect(database.uri);
  });

  afterAll(async () => {
    await mongo?.close();
    await api?.stop();
    await database?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function enter(name: string): Promise<TestPerson> {
    const account = { name, email: `${name}@example.com`, password: 'correct horse battery' };
    return new TestPerson(api.url, await createRest({ url: api.url }).auth.register(account));
  }

  /** Two days are too long for a test: the stored times are moved. */
  async function endAt(offerId: string, at: Date): Promise<void> {
    const db = mongo.db('parley');
    await db.collection('offers').updateOne({ _id: new ObjectId(offerId) }, { $set: { expiresAt: at } });
    await db.collection('jobs').updateOne({ key: offerId }, { $set: { runAt: at, dueAt: at } });
  }

  async function whenExpired(person: TestPerson, offerId: string): Promise<number> {
    const socket = await person.connect();
    const told = nextFact(socket, 'messageUpdated', ({ offer }: MessageDto) => offer?.id === offerId);
    const now = (await historyOf(person, offerId)).offer;
    const { state, closedAt } = now.state === 'live' ? ((await told).offer ?? now) : now;
    expect(state).toBe('expired');
    return Date.parse(closedAt ?? '');
  }

  it('end in time, once, and are told', async () => {
    const [amel, yacine] = [await enter('amel'), await enter('yacine')];
    const chat: ChatDto = await amel.chatWith(yacine);
    const [past, coming] = [await makeOffer(amel, chat.id), await makeOffer(yacine, chat.id)];
    await api.crash();
    const [pastAt, comingAt] = [new Date(Date.now() - 1_000), new Date(Date.now() + 6_000)];
    await endAt(past.id, pastAt);
    await endAt(coming.id, comingAt);
    api = await startApi(Number(new URL(api.url).port), database.uri);
    const startedAt = Date.now();

    const lateness = [
      (await whenExpired(amel, past.id)) - startedAt,
      (await whenExpired(amel, coming.id)) - Math.max(comingAt.getTime(), startedAt),
    ];
    for (const late of lateness) expect(late).toBeLessThanOrEqual(LATE_MAX_MS);
    const { items } = await amel.call<{ items: MessageDto[] }>('GET', `/chats/${chat.id}/messages`);
    const lines = items.flatMap(({ system }) => (system?.kind === 'offerExpired' ? system.values.offerId : []));
    expect(lines).toEqual([past.id, coming.id]);
    for (const person of [amel, yacine]) person.disconnect();
  }, 60_000);
});
