import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type InvariantId, violatedIn } from '../../../scripts/chaos/invariant';
import { shortPlan } from '../../../scripts/chaos/plan';
import { PLANTS } from '../../../scripts/chaos/plant';
import { isNoticed, runPlanted } from '../../../scripts/chaos/planted-run';
import { runChaos } from '../../../scripts/chaos/run';

const ROOT = resolve(__dirname, '../../..');
const SEED = 1;
/** A run waits for states; this is for machines on which each of them takes its time. */
const RUN_MAX_MS = 280_000;

/** The short form of `npm run test:chaos`, which plays every fault; of the planted ones, one. */
describe('two API processes and their clients under faults', () => {
  it(
    'keep the promise',
    async () => {
      const dir = await mkdtemp(join(tmpdir(), 'parley-chaos-'));
      const main = join(ROOT, 'dist/apps/api/src/main.js');
      const { verdicts } = await runChaos(shortPlan({ dir, seed: SEED, main }));
      await rm(dir, { recursive: true, force: true });
      const violations = Object.values(verdicts).flatMap((verdict) => verdict.violations);
      expect(violations).toEqual([]);
      const unseen = Object.entries(verdicts).filter(([, { checks }]) => checks === 0);
      expect(unseen).toEqual([]);
    },
    RUN_MAX_MS,
  );

  it(
    'are seen to break it when unread is a counter',
    async () => {
      const stored = PLANTS.find(({ name }) => name === 'storedUnread');
      if (!stored) throw new Error('There is no such plant.');
      const { verdicts } = await runPlanted(stored, { root: ROOT, seed: SEED });
      const violated: InvariantId[] = violatedIn(verdicts);
      expect(isNoticed(stored, violated)).toBe(true);
    },
    RUN_MAX_MS,
  );
});
