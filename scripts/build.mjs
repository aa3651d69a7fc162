// npm run build [-- api|web|database] [--force]: builds what is missing or stale.
import { buildStale, isFresh, TARGETS } from './lib/builder.mjs';
import { Problem, runMain } from './lib/problem.mjs';
import { requireInstalled, requireNode } from './lib/requirement.mjs';

await runMain(async () => {
  requireNode();
  requireInstalled();
  const args = process.argv.slice(2);
  const isForced = args.includes('--force');
  const names = args.filter((arg) => arg !== '--force');
  const targets = (names.length > 0 ? names : ['api', 'web']).map(findTarget);
  for (const target of targets.filter((each) => !isForced && isFresh(each))) {
    console.log(`The ${target.title} is up to date.`);
  }
  await buildStale(targets, { isForced });
});

function findTarget(name) {
  const target = TARGETS[name];
  if (!target)
    throw new Problem(`Nothing named "${name}" can be built. There are: ${Object.keys(TARGETS).join(', ')}.`);
  return target;
}
