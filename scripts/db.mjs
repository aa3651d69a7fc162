// npm run db -- --dir <folder> --port <n> [--test-commands]: the embedded database alone, for MongoDB's own tools. Its
// address goes to standard output, everything else to standard error; Ctrl-C stops it.
import { createRequire } from 'node:module';
import { buildStale, TARGETS } from './lib/builder.mjs';
import { EMBEDDED_MONGO_MAIN } from './lib/paths.mjs';
import { runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';

await runMain(async () => {
  requireNode();
  requireInstalled();
  await buildStale([TARGETS.database], { say: console.error });
  createRequire(import.meta.url)(EMBEDDED_MONGO_MAIN);
  // The server ends the process itself, with an exit code of its own.
  return new Promise(() => undefined);
});
