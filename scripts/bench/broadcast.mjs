// node scripts/bench/broadcast.mjs [--users=1000000] [--sockets=10000] [--receipts=1000000] [--parts=publishing,badge,figures,sockets]:
// what a broadcast costs however many people it reaches.
// On an embedded database of its own, with the API in this process, so that its writes and its event loop can be watched.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { startChild } from '../lib/child.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { readOptions } from '../lib/options.mjs';
import { startDatabase } from '../lib/part.mjs';
import { inRoot } from '../lib/paths.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { cpuMicros, percentile } from './figures.mjs';
import { measureOnce, readParts } from './frame.mjs';
import { apiEnv } from './part.mjs';
import { restApi } from './population.mjs';

const BATCH = 5_000;
const PUBLISHED = 200;
const CHATS = 1_000;
const NOTIFICATIONS = 10_000;
const ASKED = 1_000;
const SOCKETS_PER_USER = 10;
const CROWDS = 4;
const PARTS = ['publishing', 'badge', 'figures', 'sockets'];
/** Receipts of one broadcast come over so long, half of them in the first hour. */
const READ_WITHIN_MS = 3 * 86_400_000;
const REGIONS = ['Alger', 'Oran', 'Blida', 'Annaba', 'Setif'];
const WRITES = /^(insert|update|delete|bulkWrite|findOneAnd|replace)/;
const load = createRequire(import.meta.url);
const EVERYBODY = { roles: [], locales: [], regions: [], tags: [], excludedTags: [], userIds: [] };

await runMain(async () => {
  const text = { type: 'string' };
  const values = readOptions({ users: text, sockets: text, receipts: text, parts: text });
  const plan = {
    users: countOf('users', values.users ?? '1000000'),
    sockets: countOf('sockets', values.sockets ?? '10000'),
    receipts: countOf('receipts', values.receipts ?? '1000000'),
    parts: new Set(readParts(values.parts, PARTS)),
  };
  await buildStale([TARGETS.api]);
  return measureOnce((launch, dataDir) => measure(launch, dataDir, plan));
});

function countOf(name, text) {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1_000) return count;
  throw new Problem(`--${name} must be a whole number from 1000.`);
}

async function measure(launch, dataDir, { users, sockets, receipts, parts }) {
  const { uri, pid } = await launch(() => startDatabase({ dataDir }));
  const api = await startApiHere(uri, pid);
  try {
    const admin = await api.enter({ name: 'Admin', role: 'admin', email: `${randomUUID()}@example.com` });
    if (parts.has('publishing')) await measurePublishing(api, admin, users);
    if (parts.has('badge')) await measureBadge(api, admin);
    if (parts.has('figures')) await measureFigures(api, admin, receipts);
    if (parts.has('sockets')) await measureSockets(launch, outputOf(dataDir), api, admin, sockets);
  } finally {
    await api.stop();
  }
}

/** The built API in this process, with every write of its own counted by name. */
async function startApiHere(uri, databasePid) {
  load('reflect-metadata');
  const dist = (file) => load(inRoot(`dist/apps/api/src/${file}.js`));
  const mongoose = load('mongoose');
  const writes = [];
  // Only while writes are watched: it costs time itself.
  const watchWrites = (isOn) =>
    mongoose.set(
      'debug',
      isOn && ((collection, method) => WRITES.test(method) && writes.push(`${collection}.${method}`)),
    );
  const app = await dist('app').createApp(dist('config/config').loadConfig(apiEnv(uri)));
  await app.init();
  const server = app.getHttpServer();
  await new Promise((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve));
  const { port } = server.address();
  const { User } = dist('user/user.schema');
  const model = app.get(load('@nestjs/mongoose').getModelToken(User.name));
  return {
    port,
    rest: restApi(port),
    writes,
    watchWrites,
    databasePid,
    collection: (name) => model.db.collection(name),
    badgeOf: (userId) => app.get(dist('notification/bell-counter').BellCounter).countAll([userId]),
    enter: async (user) =>
      app
        .get(dist('auth/auth.service').AuthService)
        .signIn(await app.get(dist('user/user.service').UserService).create(user)),
    stop: () => app.close(),
  };
}

async function fillUsers(users, count) {
  const createdAt = new Date(Date.now() - 86_400_000);
  for (let made = 0; made < count; made += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - made) }, (_, index) => ({
      ...{ name: `Person ${made + index}`, nameWords: ['person'], avatarUrl: null, role: 'user', timeZone: 'UTC' },
      ...{ locale: ['ar', 'fr', 'en'][index % 3], region: REGIONS[index % REGIONS.length], lastSeenAt: null },
      ...{ bannedAt: null, createdAt, ...(index % 10 === 0 && { tags: ['seller'] }) },
    }));
    await users.insertMany(rows, { ordered: false });
    if ((made + BATCH) % 250_000 < BATCH) say(`${made + rows.length} people ...`);
  }
}

function compose(audience) {
  return {
    broadcastId: randomUUID(),
    variants: { en: { title: 'Free delivery', text: 'All weekend.' }, ar: { title: 'توصيل مجاني', text: 'مرحبا' } },
    defaultLocale: 'en',
    audience,
  };
}

async function measurePublishing({ rest, writes, watchWrites, collection }, { accessToken }, users) {
  await fillUsers(collection('users'), users);
  watchWrites(true);
  const audiences = {
    everybody: {},
    'a language': { locales: ['fr'] },
    'a region': { regions: ['Oran'] },
    'a tag': { tags: ['seller'] },
  };
  for (const [name, audience] of Object.entries(audiences)) {
    const before = performance.now();
    const { recipients } = await rest.post('/api/broadcasts/preview', audience, accessToken);
    say(`count ${name} of ${users}: ${recipients} people in ${(performance.now() - before).toFixed(0)} ms`);
  }
  await rest.post('/api/broadcasts', compose({ roles: ['admin'] }), accessToken);
  const times = [];
  for (const [name, audience] of Object.entries(audiences)) {
    for (let round = 0; round < 5; round++) {
      writes.length = 0;
      const start = performance.now();
      const { broadcast } = await rest.post('/api/broadcasts', compose(audience), accessToken);
      times.push(performance.now() - start);
      const own = [...writes];
      const counted = await whenCounted(rest, broadcast.id, accessToken);
      if (round > 0) continue;
      say(
        `publish to ${name}, ${counted.figures.recipients} people: ${own.length} writes (${own.join(', ')}), ${times.at(-1).toFixed(1)} ms; then counted with ${writes.length - own.length} more`,
      );
    }
  }
  watchWrites(false);
  say(line(`publish, ${times.length} times`, times));
}

async function whenCounted(rest, id, token) {
  for (;;) {
    const broadcast = await rest.get(`/api/broadcasts/${id}`, token);
    if (broadcast.figures.recipients !== null) return broadcast;
    await delay(50);
  }
}

/** One person with many chats, many rows in the bell and many broadcasts, some of them seen. */
async function measureBadge(api, admin) {
  const { ObjectId } = load('bson');
  const { user, accessToken } = await api.enter({ name: 'Reader', role: 'user', email: `${randomUUID()}@example.com` });
  const me = new ObjectId(user.id);
  const live = await api.collection('broadcasts').countDocuments({ isLive: true });
  for (let made = live; made < PUBLISHED; made++)
    await api.rest.post('/api/broadcasts', compose({}), admin.accessToken);
  // Those of before the reader came are not the reader's: all are made to be of now.
  await api.collection('broadcasts').updateMany({}, { $set: { publishedAt: new Date(), audience: EVERYBODY } });
  await api.rest.post('/api/broadcasts', compose({ roles: ['admin'] }), admin.accessToken);
  const at = (index) => new Date(Date.now() - index * 60_000);
  const seen = await api
    .collection('broadcasts')
    .find({ isLive: true })
    .limit(PUBLISHED / 2)
    .toArray();
  await api
    .collection('broadcastreceipts')
    .insertMany(seen.map(({ _id }) => ({ userId: me, broadcastId: _id, seenAt: at(0), readAt: null })));
  const member = (userId) => ({ userId, joinedAt: at(1e5), lastReadSeq: 0, lastDeliveredSeq: 0, role: 'member' });
  await api.collection('chats').insertMany(
    Array.from({ length: CHATS }, (_, index) => ({
      ...{
        type: 'direct',
        key: `bench:${randomUUID()}`,
        title: null,
        context: null,
        members: [member(me), member(new ObjectId())],
      },
      ...{
        createdBy: me,
        headSeq: 0,
        headRev: 0,
        floorSeq: 0,
        floorRev: 0,
        lastMessage: null,
        lastActivityAt: at(index),
      },
      ...{ ticketId: null, state: 'open', createdAt: at(1e5) },
    })),
  );
  await api.collection('notifications').insertMany(
    Array.from({ length: NOTIFICATIONS }, (_, index) => ({
      ...{
        userId: me,
        type: 'ticket',
        groupKey: `ticket:${new ObjectId()}`,
        isLive: true,
        title: 'Parcel',
        text: 'Lost',
      },
      ...{ data: { ticketId: String(new ObjectId()) }, count: 1, lastSeq: 1, category: 'ticket', isCritical: false },
      ...{
        seenAt: index < 100 ? null : at(0),
        readAt: index < 500 ? null : at(0),
        archivedAt: null,
        snoozedUntil: null,
      },
      ...{ createdAt: at(index), updatedAt: at(index) },
    })),
  );
  const counts = await api.rest.get('/api/notifications/counts', accessToken);
  say(
    `badge: ${JSON.stringify(counts)} with ${CHATS} chats, ${NOTIFICATIONS} notifications, ${PUBLISHED} live broadcasts`,
  );
  const ways = {
    'the query of the badge': () => api.badgeOf(user.id),
    'GET /api/notifications/counts': () => api.rest.get('/api/notifications/counts', accessToken),
    'GET /api/notifications?limit=20': () => api.rest.get('/api/notifications?limit=20', accessToken),
  };
  for (const [name, ask] of Object.entries(ways)) {
    const before = [process.pid, api.databasePid].map(cpuMicros);
    say(line(name, await timesOf(ask)));
    const spent = [process.pid, api.databasePid].map((pid, at) => (cpuMicros(pid) - before[at]) / 1_000 / ASKED);
    say(`  CPU a time: ${spent[0].toFixed(2)} ms in the API, ${spent[1].toFixed(2)} ms in the database`);
  }
}

/** One after the other; the first ones, which warm up, do not count. */
async function timesOf(ask, count = ASKED) {
  const times = [];
  for (let index = 0; index < count; index++) {
    const time = await timed(ask);
    if (index >= count / 10) times.push(time);
  }
  return times;
}

async function timed(ask) {
  const start = performance.now();
  await ask();
  return performance.now() - start;
}

/** What an admin waits for who looks at a broadcast that many have seen. */
async function measureFigures(api, { accessToken }, receipts) {
  const { ObjectId } = load('bson');
  const { broadcast } = await api.rest.post('/api/broadcasts', compose({}), accessToken);
  const broadcastId = new ObjectId(broadcast.id);
  const end = Date.now() - 3_600_000;
  const publishedAt = new Date(end - READ_WITHIN_MS);
  await api.collection('broadcasts').updateOne({ _id: broadcastId }, { $set: { publishedAt } });
  for (let made = 0; made < receipts; made += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, receipts - made) }, (_, index) => {
      const nth = made + index;
      const after = nth % 2 === 0 ? Math.random() * 3_600_000 : Math.random() * READ_WITHIN_MS;
      const seenAt = new Date(publishedAt.getTime() + after);
      return {
        ...{ userId: new ObjectId(), broadcastId, seenAt, archivedAt: null, snoozedUntil: null },
        readAt: nth % 3 === 0 ? seenAt : null,
        clickedAt: nth % 10 === 0 ? seenAt : null,
      };
    });
    await api.collection('broadcastreceipts').insertMany(rows, { ordered: false });
    if ((made + BATCH) % 250_000 < BATCH) say(`${made + rows.length} receipts ...`);
  }
  const path = `/api/broadcasts/${broadcast.id}`;
  for (const way of [path, `${path}/history`]) {
    const first = await timed(() => api.rest.get(way, accessToken));
    say(`GET ${way.replace(broadcast.id, ':id')}, the first time: ${first.toFixed(0)} ms`);
  }
  for (const way of [path, `${path}/history`, '/api/broadcasts?limit=20']) {
    const times = await timesOf(() => api.rest.get(way, accessToken), 30);
    say(line(`GET ${way.replace(broadcast.id, ':id')} with ${receipts} receipts`, times));
  }
}

/** Everybody is told at once: how long does that hold up the server, and when has the last one heard? */
async function measureSockets(launch, output, api, admin, count) {
  const tokens = [];
  for (let made = 0; made < count / SOCKETS_PER_USER; made++) {
    tokens.push((await api.enter({ name: `Listener ${made}`, role: 'user' })).accessToken);
  }
  const share = Math.ceil(tokens.length / CROWDS);
  const crowds = [];
  for (let index = 0; index < CROWDS; index++) {
    const args = [inRoot('scripts/bench/crowd.mjs')];
    const start = () => {
      const child = startChild({ name: `crowd${index}`, args, env: process.env, ...output(`crowd${index}`) });
      return { ...child, ready: Promise.resolve(child) };
    };
    const child = await launch(start);
    const connected = child.message('connected');
    child.send({
      url: `http://127.0.0.1:${api.port}`,
      tokens: tokens.slice(index * share, (index + 1) * share),
      each: SOCKETS_PER_USER,
    });
    await connected;
    crowds.push(child);
  }
  say(`${count} sockets are open.`);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  for (let round = 0; round < 5; round++) {
    await delay(2_000);
    const heard = crowds.map((child) => child.message('heard'));
    loop.reset();
    loop.enable();
    const cpu = watchTurns();
    const start = performance.now();
    await api.rest.post('/api/broadcasts', compose({ roles: ['admin'] }), admin.accessToken);
    const answers = await Promise.all(heard);
    const all = performance.now() - start;
    loop.disable();
    const longest = cpu.stop();
    const told = answers.reduce((sum, answer) => sum + answer.count, 0);
    say(
      `broadcast ${round + 1}: ${told} sockets told within ${all.toFixed(0)} ms; longest turn of the loop ${longest.toFixed(1)} ms CPU, ${(loop.max / 1e6).toFixed(1)} ms on the clock`,
    );
  }
}

/** The CPU time of the longest turn of the event loop: what a busy machine takes away from this process does not count. */
function watchTurns() {
  const used = () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  };
  let [last, longest, isOn] = [used(), 0, true];
  const turn = () => {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop: () => {
      isOn = false;
      return longest / 1_000;
    },
  };
}

function line(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => percentile(sorted, share).toFixed(1);
  return `${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
}
