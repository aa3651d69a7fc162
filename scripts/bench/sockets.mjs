// npm run bench:sockets [-- --sockets=10000 --connects=200 --messages=300 --parts=idle,busy,storm --soak=30]: what it costs to hold
// many people at once: their connections, their memory, their messages, and their return when all are lost together.
// On an embedded database of its own, with one API process. `--messages=100,500,1000` measures these rates one after the other; `--soak`
// keeps half of the load (of the highest rate) up for so many minutes instead.
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { readOptions } from '../lib/options.mjs';
import { startApi, startDatabase } from '../lib/part.mjs';
import { runMain } from '../lib/problem.mjs';
import { requireInstalled, requireNode } from '../lib/requirement.mjs';
import { table } from './figures.mjs';
import { measureOnce, readCount, readParts } from './frame.mjs';
import { notingLiveHeap } from './memory.mjs';
import { apiEnv, startRelay } from './part.mjs';
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
  const values = readOptions({ sockets: text, connects: text, messages: text, seconds: text, parts: text, soak: text });
  return {
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
  const heapLog = path.join(dataDir, 'live-heap.log');
  const env = { ...apiEnv(database.uri), ...(plan.soakMinutes > 0 && notingLiveHeap(heapLog)) };
  const api = await launch(() => startApi({ env, ...output('api') }));
  say(`${plan.sockets} people ...`);
  const people = await withDatabase(database.uri, (db) =>
    fillPeople(db, { listeners: plan.sockets, talkers: TALKERS, pairs: PAIRS, jwtSecret: env.JWT_SECRET }),
  );
  const bench = { launch, output, api, database, people, plan, heapLog };
  if (plan.soakMinutes > 0) say(await soak(bench));
  else say(`\n${table(await measureAll(bench))}\n`);
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
  const { api, database, people, plan } = bench;
  const pids = { api: api.pid, database: database.pid };
  const rows = [];
  rows.push(...(await measureBare(bench)));
  const crowd = await launchCrowd(bench, { port: api.port, people: people.listeners });
  rows.push(...(await measureEntering('Parley', crowd, { pids, plan })));
  rows.push(await measureIdle('Parley', { pid: api.pid, sockets: plan.sockets }));
  if (plan.parts.includes('busy')) {
    rows.push(...(await measureBusy('Parley', bench, { port: api.port, pids, pairs: people.pairs })));
  }
  if (plan.parts.includes('storm')) rows.push(await measureSync(crowd, pids), ...(await measureStorm(bench, crowd)));
  return rows;
}

/** The same of a server that does nothing else, and is gone before Parley is measured. */
async function measureBare(bench) {
  const { launch, output, people, plan } = bench;
  const { pid, port } = await launch(() => startRelay({ env: process.env, ...output('relay') }));
  const crowd = await launchCrowd(bench, { port, people: people.listeners, isBare: true });
  const rows = await measureEntering('bare relay', crowd, { pids: { api: pid }, plan });
  rows.push(await measureIdle('bare relay', { pid, sockets: plan.sockets }));
  if (plan.parts.includes('busy')) {
    rows.push(...(await measureBusy('bare relay', bench, { port, pids: { api: pid }, pairs: barePairs(PAIRS) })));
  }
  if (plan.parts.includes('storm')) rows.push(...(await measureBareStorm(crowd, { pid, plan })));
  await crowd.tell({ act: 'cut' });
  return rows;
}
