// npm run bench [-- --pairs=100 --rate=100 --seconds=10 --processes=3 --in-flight=2 --parts=messages,instant,framework]: what a message
// costs, beside the least that Socket.IO can do; by one process, by several with Redis between them, by one on a database that answers at
// once, and by the gateway without the services behind it.
// On the embedded database, or on the one that MONGODB_URI names (it gets a few hundred accounts and stays as it is).
import { measureOnce, readCount, readParts } from './bench/frame.mjs';
import {
  apiEnv,
  connectLoad,
  startFramework,
  startInstantDatabase,
  startLoad,
  startRedis,
  startRelay,
} from './bench/part.mjs';
import { barePairs, countStored, registerPairs, restApi } from './bench/population.mjs';
import { report } from './bench/report.mjs';
import { buildStale, TARGETS } from './lib/builder.mjs';
import { outputOf, say } from './lib/installation.mjs';
import { readOptions } from './lib/options.mjs';
import { startApi, startDatabase } from './lib/part.mjs';
import { runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';
import { findTool, REDIS } from './lib/tool.mjs';

const PARTS = ['messages', 'instant', 'framework'];

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
    pairs: text,
    rate: text,
    seconds: text,
    processes: text,
    'in-flight': text,
    'warm-up': text,
    parts: text,
  });
  return {
    parts: readParts(values.parts, PARTS),
    pairs: readCount('pairs', values.pairs ?? '100', 1_000),
    rate: readCount('rate', values.rate ?? '100', 5_000),
    seconds: readCount('seconds', values.seconds ?? '10', 120),
    processes: readCount('processes', values.processes ?? '3', 16),
    inFlight: readCount('in-flight', values['in-flight'] ?? '2', 100),
    warmUpSeconds: readCount('warm-up', values['warm-up'] ?? '3', 60),
  };
}

/** Every load twice: on the servers that do the work, and on the relays that only pass it on. */
async function measure(launch, dataDir, plan) {
  const output = outputOf(dataDir);
  const hasService = plan.parts.some((part) => part !== 'framework');
  const { rows, stored } = hasService
    ? await measureServices(launch, output, { dataDir, plan })
    : { rows: [], stored: null };
  if (plan.parts.includes('framework')) rows.push(...(await measureFramework(launch, output, plan)));
  say(report({ rows, stored, plan }));
}

async function measureServices(launch, output, { dataDir, plan }) {
  const database = process.env.MONGODB_URI
    ? { uri: process.env.MONGODB_URI, pid: null }
    : await launch(() => startDatabase({ dataDir }));
  const settings = apiEnv(database.uri);
  const api = await launch(() => startApi({ env: settings, ...output('api') }));
  const rest = restApi(api.port);
  say(`Registering ${2 * plan.pairs} people ...`);
  const pairs = await registerPairs(rest, plan.pairs);
  const rows = [];
  const add = async (shape, pid) => rows.push(...(await measureShape(launch, output, { shape, pid, pairs, plan })));
  if (plan.parts.includes('messages')) {
    await add({ title: '1 process', apis: [api], env: process.env }, database.pid);
    const redis = plan.processes > 1 ? findTool(REDIS) : null;
    if (redis) await add(await launchCluster(launch, output, { settings, redis, count: plan.processes }), database.pid);
    else if (plan.processes > 1) say(`Without Redis, only one process is measured: ${REDIS.hint}.`);
  }
  if (plan.parts.includes('instant') && database.pid !== null) {
    await add(await launchInstant(launch, output, { settings, uri: database.uri }));
  }
  return { rows, stored: await countStored(rest, pairs) };
}

/** The API's gateway with nothing behind it, without and with the check of what comes in: what is left is the framework's. */
async function measureFramework(launch, output, plan) {
  const rows = [];
  for (const input of ['unchecked', 'checked']) {
    const env = apiEnv('mongodb://127.0.0.1/none');
    const server = await launch(() => startFramework({ input, env, ...output(`framework-${input}`) }));
    const title = `framework alone, input ${input}`;
    const shape = { title, apis: [server], env: process.env, isStored: false };
    rows.push(...(await measureShape(launch, output, { shape, pairs: barePairs(plan.pairs), plan })));
  }
  return rows;
}

/** Several API processes on the database and with the secret that the one has, and a Redis between them. */
async function launchCluster(launch, output, { settings, redis, count }) {
  const { url, pid } = await launch(() => startRedis(redis, output('redis')));
  const env = { ...process.env, REDIS_URL: url };
  const apis = [];
  for (let at = 1; at <= count; at++) {
    const name = `api${at}`;
    apis.push(await launch(() => startApi({ env: { ...settings, REDIS_URL: url }, ...output(name) })));
  }
  return { title: `${count} processes, Redis`, apis, env, redisPid: pid };
}

/** One API process whose writes are acknowledged at once and stored nowhere: what is left is its own work. */
async function launchInstant(launch, output, { settings, uri }) {
  const instant = await launch(() => startInstantDatabase(uri, output('instant-database')));
  const env = { ...settings, MONGODB_URI: instant.uri };
  const api = await launch(() => startApi({ env, ...output('api-instant') }));
  await instant.beInstant();
  return { title: '1 process, database that answers at once', apis: [api], env: process.env, isStored: false };
}

/** The relay is measured half before and half after Parley, so that a machine that changes its pace tells on both. */
async function measureShape(launch, output, { shape, pid: databasePid = null, pairs, plan }) {
  const { title, apis, env, redisPid = null, isStored = true } = shape;
  const relays = [];
  for (const { pid } of apis) relays.push(await launch(() => startRelay({ env, ...output(`relay-${pid}`) })));
  const toRelay = await launch(() => startLoad('relay load', output('relay-load')));
  const toParley = await launch(() => startLoad('load', output('load')));
  await connectLoad(toRelay, portsOf(relays), barePairs(pairs.length));
  await connectLoad(toParley, portsOf(apis), pairs);
  const rows = [];
  for (const load of loadsOf(plan).filter(({ wanted }) => isStored || wanted.inFlight)) {
    say(`${title}: ${load.title} ...`);
    const half = { ...load.wanted, seconds: Math.ceil(load.wanted.seconds / 2) };
    const warmUp = { ...load.wanted, seconds: plan.warmUpSeconds };
    const toMeasure = (servers) => [...servers.map(({ pid }) => pid), redisPid].filter((pid) => pid !== null);
    await toRelay.run(warmUp);
    await toParley.run(warmUp);
    const before = await toRelay.measure(half, toMeasure(relays));
    const parley = await toParley.measure(load.wanted, [databasePid, ...toMeasure(apis)]);
    const after = await toRelay.measure(half, toMeasure(relays));
    rows.push({ title: `${title}, ${load.title}`, parley, relay: [before, after], isStored });
  }
  return rows;
}

function portsOf(servers) {
  return servers.map(({ port }) => port);
}

function loadsOf({ rate, seconds, inFlight }) {
  return [
    { title: `${rate} messages/s`, wanted: { rate, seconds } },
    { title: `as many as it takes (${inFlight} under way a chat)`, wanted: { inFlight, seconds } },
  ];
}
