import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InvariantId, violatedIn } from './invariant';
import { shortPlan } from './plan';
import { PLANTS, type Plant, plant, uproot } from './plant';
import { type Outcome, runChaos } from './run';

/** Some never come to rest, and need not be waited for. */
const QUIET_WITHIN_MS = 15_000;

/** Plays the short plan on a Parley with this fault in it. */
export async function runPlanted(each: Plant, { root, seed }: { root: string; seed: number }): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), 'parley-planted-'));
  try {
    return await runChaos({
      ...shortPlan({ dir, seed, main: plant(each, root), bug: each.client ?? null }),
      quietWithinMs: QUIET_WITHIN_MS,
    });
  } finally {
    uproot(each, root);
    rmSync(dir, { recursive: true, force: true });
  }
}

/** True when one of the invariants that should notice did. */
export function isNoticed({ noticedBy }: Plant, violated: readonly InvariantId[]): boolean {
  return noticedBy.some((id) => violated.includes(id));
}

/** All of them, or those that are named; answers the exit code. */
export async function main(options: { root: string; seed: number; names: readonly string[] }): Promise<number> {
  let missed = 0;
  for (const each of PLANTS.filter(({ name }) => options.names.length === 0 || options.names.includes(name))) {
    const { verdicts, seconds } = await runPlanted(each, options);
    const violated = violatedIn(verdicts);
    if (!isNoticed(each, violated)) missed += 1;
    const outcome = isNoticed(each, violated) ? 'noticed by' : 'NOT NOTICED; violated';
    console.log(
      `${each.name} (${each.words}): ${outcome} ${violated.join(', ') || 'nothing'}, ${seconds.toFixed(1)} s`,
    );
    const [first] = violated.flatMap((id) => verdicts[id].violations.slice(0, 1).map((text) => `${id}: ${text}`));
    if (first) console.log(`    ${first.split('\n')[0]}`);
  }
  return missed > 0 ? 1 : 0;
}
