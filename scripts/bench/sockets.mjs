// npm run bench:sockets [-- --sockets=10000 --connects=200 --messages=300 --parts=idle,busy,storm --processes=1 --soak=30]: what it costs
// to hold many people at once: their connections, their memory, their messages, and their return when all are lost together.
// On an embedded database of its own, with one API process, or with several and a Redis between them. `--messages=100,500,1000` measures
// these rates one after the other; `--soak` keeps half of the load (of the highest rate) up for so many minutes instead, on one process.
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { readOptions } from '../lib/options.mjs';
import { startApi, startDatabase } from '../lib/part.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { requireInstalled, requireNode } from '../lib/requirement.mjs';
import { findTool, REDIS } from '../lib/tool.mjs';
import { table } from './figures.mjs';
import { measureOnce, readCount, readParts } from './frame.mjs';
import { notingLiveHeap } from './memory.mjs';
import { apiEnv, startRedis, startRelay } from './part.mjs';
import { barePairs } from './population.mjs';
import {
  measureBareStorm,
  measureBusy,
  measureEntering,
  measureIdle,
  measureStorm,
  measureSync,
} from './sockets-measure.mjs';
import { launchCrowd } from './sockets-part.mjs';
import { fillPeople } from './sockets-people.mjs';
import { soak } from './sockets-soak.mjs';

const PARTS = ['idle', 'busy', 'storm'];
const TALKERS = 20;
const PAIRS = 100;

await runMain(async () => {
  requireNode();
  requireInstalled();
  const plan = readPlan();
  await buildStale([TARGETS.api]);
  return measureOnce((launch, dataDir) => measure(launch, dataDir, plan));
});

function readPlan() {
  const text = { type: 'string' };
  const values = readOptions({
    sockets: text,
    connects: text,
    messages: text,
    seconds: text,
    parts: text,
    processes: text,
    soak: text,
  });
  const processes = readCount('processes', values.processes ?? '1', 16);
  if (processes > 1 && values.soak !== undefined) throw new Problem('--soak is of one process.');
  if (processes > 1 && !findTool(REDIS)) throw new Problem(`Several processes need Redis: ${REDIS.hint}.`);
  return {
    processes,
    parts: readParts(values.parts, PARTS),
    sockets: readCount('sockets', values.sockets ?? '10000', 20_000),
    connects: readCount('connects', values.connects ?? '200', 2_000),
    rates: (values.messages ?? '300').split(',').map((rate) => readCount('messages', rate, 5_000)),
    seconds: readCount('seconds', values.seconds ?? '10', 120),
    soakMinutes: values.soak === undefined ? 0 : readCount('soak', values.soak, 600),
  };
}

async function measure(launch, dataDir, plan) {
  const output = outputOf(dataDir);
  const database = await launch(() => startDatabase({ dataDir }));
  const redis = plan.processes > 1 ? await launch(() => startRedis(findTool(REDIS), output('redis'))) : null;
  const heapLog = path.join(dataDir, 'live-heap.log');
  const env = {
    ...apiEnv(database.uri),
    ...(redis && { REDIS_URL: redis.url }),
    ...(plan.soakMinutes > 0 && notingLiveHeap(heapLog)),
  };
  const apis = await launchAll(plan.processes, (at) => launch(() => startApi({ env, ...output(`api${at}`) })));
  say(`${plan.sockets} people ...`);
  const people = await withDatabase(database.uri, (db) =>
    fillPeople(db, { listeners: plan.sockets, talkers: TALKERS, pairs: PAIRS, jwtSecret: env.JWT_SECRET }),
  );
  const parley = { ...groupOf('Parley', apis, redis), databasePid: database.pid };
  const bench = { launch, output, redis, parley, people, plan, heapLog };
  if (plan.soakMinutes > 0) say(await soak(bench));
  else say(`\n${table(await measureAll(bench))}\n`);
}

async function launchAll(count, launchOne) {
  const launched = [];
  for (let at = 1; at <= count; at++) launched.push(await launchOne(at));
  return launched;
}

/** Servers that do the same, each for a part of the people, and the Redis between them. */
function groupOf(name, servers, redis) {
  const pids = servers.map(({ pid }) => pid);
  return { name, pids, ports: servers.map(({ port }) => port), redisPid: redis?.pid ?? null, databasePid: null };
}

async function withDatabase(uri, act) {
  const { MongoClient } = createRequire(import.meta.url)('mongodb');
  const client = await new MongoClient(uri).connect();
  try {
    return await act(client.db('parley'));
  } finally {
    await client.close();
  }
}

async function measureAll(bench) {
  const { parley, people, plan } = bench;
  const rows = [];
  rows.push(...(await measureBare(bench)));
  const crowd = await launchCrowd(bench, { ports: parley.ports, people: people.listeners });
  rows.push(...(await measureEntering(parley, crowd, plan)));
  rows.push(await measureIdle(parley, plan));
  if (plan.parts.includes('busy')) rows.push(...(await measureBusy(parley, bench, people.pairs)));
  if (plan.parts.includes('storm')) rows.push(await measureSync(parley, crowd), ...(await measureStorm(bench, crowd)));
  return rows;
}

/** The same of servers that do nothing else, and are gone before Parley is measured. */
async function measureBare(bench) {
  const { launch, output, redis, people, plan } = bench;
  const env = { ...process.env, ...(redis && { REDIS_URL: redis.url }) };
  const relays = await launchAll(plan.processes, (at) => launch(() => startRelay({ env, ...output(`relay${at}`) })));
  const bare = groupOf('bare relay', relays, redis);
  const crowd = await launchCrowd(bench, { ports: bare.ports, people: people.listeners, isBare: true });
  const rows = await measureEntering(bare, crowd, plan);
  rows.push(await measureIdle(bare, plan));
  if (plan.parts.includes('busy')) rows.push(...(await measureBusy(bare, bench, barePairs(PAIRS))));
  if (plan.parts.includes('storm')) rows.push(...(await measureBareStorm(bare, crowd, plan)));
  await crowd.tell({ act: 'cut' });
  return rows;
}
