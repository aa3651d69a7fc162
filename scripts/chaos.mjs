// npm run test:chaos [-- --random --seed N --seconds M]: every fault that Parley promises to survive, and a count of what it kept.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildStale, TARGETS } from './lib/builder.mjs';
import { API_MAIN } from './lib/paths.mjs';
import { Problem, runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';
import { findTool, TOOLS } from './lib/tool.mjs';

await runMain(async () => {
  requireNode();
  requireInstalled();
  const seed = readSeed();
  await buildStale([TARGETS.api]);
  provideRedis();
  const require = createRequire(import.meta.url);
  require('./chaos/load-typescript.cjs');
  const { main } = require('./chaos/main.ts');
  const dir = mkdtempSync(path.join(os.tmpdir(), 'parley-chaos-'));
  console.log(`Seed ${seed}.`);
  const code = await main({ dir, main: API_MAIN, seed });
  if (code === 0) rmSync(dir, { recursive: true });
  else console.log(`The logs are in ${dir}.`);
  return code;
});

function readSeed() {
  const { values } = parseArgs({ options: { seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  if (Number.isInteger(seed) && seed >= 0) return seed;
  throw new Problem('--seed must be a whole number.');
}

/** The harness learns of it as the tests do. */
function provideRedis() {
  const tool = TOOLS.find(({ variable }) => variable === 'REDIS_SERVER_PATH');
  const found = findTool(tool);
  if (found) process.env.REDIS_SERVER_PATH = found;
  else console.log(`Without Redis, so without its faults (${tool.hint}).`);
}
