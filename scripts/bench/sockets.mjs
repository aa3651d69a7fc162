// npm run bench:sockets [-- --sockets=10000 --connects=200 --messages=300 --parts=idle,busy,storm --soak=30]: what it costs to hold
// many people at once: their connections, their memory, their messages, and their return when all are lost together.
// On an embedded database of its own, with one API process. `--soak` keeps half of the load up for so many minutes instead.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { makeDataDir } from '../lib/data-dir.mjs';
import { outputOf, say } from '../lib/installation.mjs';
import { startApi, startDatabase } from '../lib/part.mjs';
import { Problem, runMain } from '../lib/problem.mjs';
import { requireInstalled, requireNode } from '../lib/requirement.mjs';
import { Supervisor } from '../lib/supervisor.mjs';
import { table } from './figures.mjs';
import { apiEnv, startRelay } from './part.mjs';
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
  const dataDir = makeDataDir(mkdtempSync(path.join(os.tmpdir(), 'parley-bench-')));
  const supervisor = new Supervisor({ say });
  const code = await supervisor.run(async (launch) => {
    await measure(launch, dataDir, plan);
    supervisor.end(0);
  });
  rmSync(dataDir, { recursive: true, force: true });
  return code;
});

function readPlan() {
  const text = { type: 'string' };
  const { values } = parseArgs({
    options: { sockets: text, connects: text, messages: text, seconds: text, parts: text, soak: text },
  });
  const parts = values.parts?.split(',') ?? PARTS;
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new Problem(`--parts knows ${PARTS.join(', ')}, not ${unknown}.`);
  return {
    parts,
    sockets: readCount('sockets', values.sockets ?? '10000', 20_000),
    connects: readCount('connects', values.connects ?? '200', 2_000),
    messages: readCount('messages', values.messages ?? '300', 5_000),
    seconds: readCount('seconds', values.seconds ?? '10', 120),
    soakMinutes: values.soak === undefined ? 0 : readCount('soak', values.soak, 600),
  };
}

function readCount(name, text, max) {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= max) return count;
  throw new Problem(`--${name} must be a whole number from 1 to ${max}.`);
}

async function measure(launch, dataDir, plan) {
  const output = outputOf(dataDir);
  const database = await launch(() => startDatabase({ dataDir }));
  const env = apiEnv(database.uri);
  const api = await launch(() => startApi({ env, ...output('api') }));
  say(`${plan.sockets} people ...`);
  const people = await withDatabase(database.uri, (db) =>
    fillPeople(db, { listeners: plan.sockets, talkers: TALKERS, pairs: PAIRS, jwtSecret: env.JWT_SECRET }),
  );
  const bench = { launch, output, api, database, people, plan };
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
  if (plan.parts.includes('busy')) rows.push(...(await measureBusy(bench)));
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
  if (plan.parts.includes('storm')) rows.push(...(await measureBareStorm(crowd, { pid, plan })));
  await crowd.tell({ act: 'cut' });
  return rows;
}
