// npm run bench:db [-- --messages=1000000 --rounds=5]: what the embedded database does on this machine, with fsync on. One
// plain driver in this process, the server in its own. Medians of the rounds.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { table } from './bench/figures.mjs';
import { memoryOf } from './bench-db/memory.mjs';
import { fillMessages, SMALL_MESSAGES } from './bench-db/messages.mjs';
import { measureReads } from './bench-db/reads.mjs';
import { measureStall } from './bench-db/stall.mjs';
import { measureWrites } from './bench-db/writes.mjs';
import { buildStale, TARGETS } from './lib/builder.mjs';
import { readOptions } from './lib/options.mjs';
import { startDatabase } from './lib/part.mjs';
import { runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';

const CONCURRENCY = 64;

await runMain(async () => {
  requireNode();
  requireInstalled();
  const { messages, rounds } = readPlan();
  await buildStale([TARGETS.database]);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'parley-bench-db-'));
  const start = () => startDatabase({ dataDir: dir }).ready;
  try {
    let mongo = await start();
    let client = await MongoClient.connect(mongo.uri, { maxPoolSize: CONCURRENCY });
    print('Writes', await measureWrites(client.db('bench'), { concurrency: CONCURRENCY, rounds }));

    await fillMessages(client.db('bench'), { from: 0, to: SMALL_MESSAGES });
    const small = await measureReads(client.db('bench'), rounds);
    const seconds = await fillMessages(client.db('bench'), { from: SMALL_MESSAGES, to: messages });
    const large = await measureReads(client.db('bench'), rounds);
    print(
      `Reads, in ms: ${SMALL_MESSAGES.toLocaleString('en')} messages, then ${messages.toLocaleString('en')}`,
      compare(small, large),
    );
    print('While others scan 200,000 documents', await measureStall(client.db('bench')));

    const opening = await reopen(mongo, client, start);
    ({ mongo, client } = opening);
    console.log(
      `\nFilling took ${seconds.toFixed(0)} s. ${memoryOf(mongo.pid)}\nOpened again after kill -9 in ${opening.ms.toFixed(0)} ms (process start included).`,
    );
    console.log(`Node.js ${process.versions.node}, ${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}).`);
    await client.close();
    await mongo.stop();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

function readPlan() {
  const text = { type: 'string' };
  const values = readOptions({ messages: text, rounds: text });
  return { messages: Number(values.messages ?? 1_000_000), rounds: Number(values.rounds ?? 5) };
}

function print(title, rows) {
  console.log(`\n${title}\n${table(rows)}`);
}

/** One row a query: what it takes at both sizes, and how many times longer at the larger one. */
function compare(small, large) {
  return small.map(({ query, p50 }, at) => ({
    query,
    small: p50.toFixed(2),
    large: large[at].p50.toFixed(2),
    'p99 large': large[at].p99.toFixed(2),
    ratio: (large[at].p50 / p50).toFixed(2),
  }));
}

async function reopen(mongo, client, start) {
  await client.close();
  const memory = memoryOf(mongo.pid);
  console.log(`\nBefore the kill: ${memory}`);
  mongo.kill();
  const startedAt = performance.now();
  const again = await start();
  return { mongo: again, client: await MongoClient.connect(again.uri), ms: performance.now() - startedAt };
}
