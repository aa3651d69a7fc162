// npm run bench:lists [-- --small=10000 --large=1000000 --rounds=300]: what the chat list, a page of messages and the badge cost a
// person with many messages, beside one with few. Two API processes, each with an embedded database of its own that is filled directly
// (minutes for a million), are asked in turn: a machine that changes its pace tells on both.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { makeDataDir } from '../lib/data-dir.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { readOptions } from '../lib/options.mjs';
import { startApi, startDatabase } from '../lib/part.mjs';
import { runMain } from '../lib/problem.mjs';
import { requireInstalled, requireNode } from '../lib/requirement.mjs';
import { percentile, table } from './figures.mjs';
import { fillChats } from './filling.mjs';
import { measureOnce, readCount } from './frame.mjs';
import { apiEnv } from './part.mjs';
import { restApi } from './population.mjs';

/** Both people have as many chats and as much in the bell; only what lies in the chats differs. */
const CHATS = 50;
const UNREAD_CHATS = 20;
const UNREAD = 30;
const BELL_ROWS = 50;
const WARM_UP = 30;
const MAX_MESSAGES = 5_000_000;

await runMain(async () => {
  requireNode();
  requireInstalled();
  const text = { type: 'string' };
  const values = readOptions({ small: text, large: text, rounds: text });
  const small = readCount('small', values.small ?? '10000', MAX_MESSAGES);
  const large = readCount('large', values.large ?? '1000000', MAX_MESSAGES);
  const rounds = readCount('rounds', values.rounds ?? '300', 100_000);
  await buildStale([TARGETS.api]);
  return measureOnce(async (launch, dataDir) => {
    const people = [];
    for (const total of [small, large]) people.push(await populate(launch, path.join(dataDir, `${total}`), total));
    say(report(await ask(people, rounds), [small, large]));
  });
});

/** A person, and how to ask for each thing of theirs. */
async function populate(launch, dir, total) {
  const dataDir = makeDataDir(dir);
  const { uri } = await launch(() => startDatabase({ dataDir }));
  const api = await launch(() => startApi({ env: apiEnv(uri), ...outputOf(dataDir)('api') }));
  const rest = restApi(api.port);
  const account = { name: 'Reader', email: `${randomUUID()}@example.com`, password: randomUUID() };
  const { user, accessToken } = await rest.post('/api/auth/register', account);
  const { MongoClient, ObjectId } = createRequire(import.meta.url)('mongodb');
  const client = await new MongoClient(uri).connect();
  say(`Writing ${total} messages ...`);
  const size = Math.max(UNREAD, Math.ceil(total / CHATS));
  const wanted = Array.from({ length: CHATS }, () => ({ people: [user.id, String(new ObjectId())], size }));
  const { ids } = await fillChats(client.db('parley'), wanted, { say });
  const userId = new ObjectId(user.id);
  const unread = ids.slice(0, UNREAD_CHATS).map((id) => new ObjectId(id));
  await client
    .db('parley')
    .collection('chats')
    .updateMany(
      { _id: { $in: unread } },
      { $set: { 'members.$[me].lastReadSeq': size - UNREAD } },
      { arrayFilters: [{ 'me.userId': userId }] },
    );
  await client.db('parley').collection('notifications').insertMany(bellOf(userId));
  await client.close();
  const pageOf = (round) => `/api/chats/${ids[round % CHATS]}/messages?limit=50`;
  return {
    'chat list': () => rest.get('/api/chats?limit=30', accessToken),
    'message page': (round) => rest.get(pageOf(round), accessToken),
    'older page': (round) => rest.get(`${pageOf(round)}&before=${Math.ceil(size / 2)}`, accessToken),
    badge: () => rest.get('/api/notifications/counts', accessToken),
    'unread chats': () => rest.get('/api/chats/counts', accessToken),
  };
}

function bellOf(userId) {
  const now = new Date();
  return Array.from({ length: BELL_ROWS }, (_, at) => ({
    ...{ userId, groupKey: `bench:${at}`, isLive: true, type: 'system', category: 'system', lastSeq: 1, count: 1 },
    ...{ title: 'A line', text: 'What happened', data: {}, seenAt: null, readAt: null, createdAt: now, updatedAt: now },
  }));
}

/** One request at a time, of everybody in turn. */
async function ask(people, rounds) {
  const times = new Map(Object.keys(people[0]).map((what) => [what, people.map(() => [])]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [what, lists] of times) {
      for (const [at, person] of people.entries()) {
        const start = performance.now();
        await person[what](Math.abs(round));
        if (round >= 0) lists[at].push(performance.now() - start);
      }
    }
  }
  return times;
}

function report(times, totals) {
  const rows = [...times].map(([what, lists]) => {
    const cells = lists.map((list) => {
      const sorted = list.sort((one, other) => one - other);
      return [0.5, 0.95].map((share) => percentile(sorted, share));
    });
    const [few, many] = cells;
    const of = (total, [p50, p95]) => ({ [`p50 of ${total}`]: p50.toFixed(1), [`p95 of ${total}`]: p95.toFixed(1) });
    const ratios = { 'p50 ratio': (many[0] / few[0]).toFixed(2), 'p95 ratio': (many[1] / few[1]).toFixed(2) };
    return { 'ms, messages': what, ...of(totals[0], few), ...of(totals[1], many), ...ratios };
  });
  return table(rows);
}
