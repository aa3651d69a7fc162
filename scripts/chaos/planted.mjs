// node scripts/chaos/planted.mjs [name ...]: a test of the test. Each planted fault must be noticed by the checker.
import { createRequire } from 'node:module';
import { buildStale, TARGETS } from '../lib/builder.mjs';
import { ROOT } from '../lib/paths.mjs';
import { runMain } from '../lib/problem.mjs';
import { requireInstalled, requireNode } from '../lib/requirement.mjs';
import { provideRedis } from './redis.mjs';

await runMain(async () => {
  requireNode();
  requireInstalled();
  await buildStale([TARGETS.api]);
  provideRedis();
  const require = createRequire(import.meta.url);
  require('./load-typescript.cjs');
  const { main } = require('./planted-run.ts');
  return main({ root: ROOT, seed: 1, names: process.argv.slice(2) });
});
