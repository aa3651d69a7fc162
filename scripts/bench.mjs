// npm run bench [-- --pairs=100 --rate=100 --seconds=20]: what a message costs, beside the least that Socket.IO can do.
// On the embedded database, or on the one that MONGODB_URI names (it gets a few hundred accounts and stays as it is).
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { apiEnv, connectLoad, startLoad, startRelay } from './bench/part.mjs';
import { countStored, registerPairs, relayPairs, restApi } from './bench/population.mjs';
import { report } from './bench/report.mjs';
import { buildStale, TARGETS } from './lib/builder.mjs';
import { makeDataDir } from './lib/data-dir.mjs';
import { outputOf, say } from './lib/installation.mjs';
import { startApi, startDatabase } from './lib/part.mjs';
import { Problem, runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';
import { Supervisor } from './lib/supervisor.mjs';

const WARM_UP_SECONDS = 5;

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
  const { values } = parseArgs({ options: { pairs: text, rate: text, seconds: text } });
  return {
    pairs: readCount('pairs', values.pairs ?? '100', 1_000),
    rate: readCount('rate', values.rate ?? '100', 5_000),
    seconds: readCount('seconds', values.seconds ?? '20', 120),
  };
}

function readCount(name, text, max) {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0 && count <= max) return count;
  throw new Problem(`--${name} must be a whole number from 1 to ${max}.`);
}

/** The relay is measured half before and half after Parley, so that a machine that changes its pace tells on both. */
async function measure(launch, dataDir, { pairs: count, rate, seconds }) {
  const output = outputOf(dataDir);
  const database = process.env.MONGODB_URI
    ? { uri: process.env.MONGODB_URI, pid: null }
    : await launch(() => startDatabase({ dataDir }));
  const api = await launch(() => startApi({ env: apiEnv(database.uri), ...output('api') }));
  const relay = await launch(() => startRelay(output('relay')));
  say(`Registering ${2 * count} people ...`);
  const rest = restApi(api.port);
  const pairs = await registerPairs(rest, count);
  const toRelay = await launch(() => startLoad('relay load', output('relay-load')));
  const toParley = await launch(() => startLoad('load', output('load')));
  await connectLoad(toRelay, relay.port, relayPairs(count));
  await connectLoad(toParley, api.port, pairs);

  say(`Sending ${rate} messages a second over ${2 * count} sockets ...`);
  await toRelay.run(rate, WARM_UP_SECONDS);
  await toParley.run(rate, WARM_UP_SECONDS);
  const before = await toRelay.measure(rate, Math.ceil(seconds / 2), [relay.pid]);
  const parley = await toParley.measure(rate, seconds, [api.pid, database.pid]);
  const after = await toRelay.measure(rate, Math.ceil(seconds / 2), [relay.pid]);
  say(report({ parley, relay: [before, after], stored: await countStored(rest, pairs) }));
}
