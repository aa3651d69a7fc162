// npm run test:chaos [-- --group all|heavy|short | --random --seconds M] [--seed N]: every fault that Parley promises to
// survive, and a count of what it kept.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { provideRedis } from './chaos/redis.mjs';
import { buildStale, TARGETS } from './lib/builder.mjs';
import { readOptions } from './lib/options.mjs';
import { API_MAIN } from './lib/paths.mjs';
import { Problem, runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';

const GROUPS = ['all', 'heavy', 'short'];
const MAX_SECONDS = 3_600;

await runMain(async () => {
  requireNode();
  requireInstalled();
  const { seed, group, wildSeconds } = readPlan();
  await buildStale([TARGETS.api]);
  provideRedis();
  const require = createRequire(import.meta.url);
  require('./chaos/load-typescript.cjs');
  const { main } = require('./chaos/main.ts');
  const dir = mkdtempSync(path.join(os.tmpdir(), 'parley-chaos-'));
  console.log(`Seed ${seed}.`);
  const code = await main({ dir, main: API_MAIN, seed, group, wildSeconds });
  if (code === 0) rmSync(dir, { recursive: true });
  else console.log(`The logs are in ${dir}.`);
  return code;
});

function readPlan() {
  const text = { type: 'string' };
  const values = readOptions({ random: { type: 'boolean' }, group: text, seed: text, seconds: text });
  const seed = readCount('seed', values.seed ?? String(Math.floor(Math.random() * 1_000_000)));
  const seconds = readCount('seconds', values.seconds ?? '120');
  const { group = 'all' } = values;
  if (!GROUPS.includes(group)) throw new Problem(`--group is one of ${GROUPS.join(', ')}.`);
  if (seconds > MAX_SECONDS) throw new Problem(`--seconds is at most ${MAX_SECONDS}.`);
  return { seed, group, wildSeconds: values.random ? seconds : null };
}

function readCount(name, text) {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new Problem(`--${name} must be a whole number.`);
}
