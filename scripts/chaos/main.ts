import { type InvariantId, violatedIn } from './invariant';
import { heavyPlan, shortPlan, wholePlan } from './plan';
import { report } from './report';
import { runChaos } from './run';
import { wildPlan } from './wild';

/** `all`: each fault but the heavy ones; `heavy`: those; `short`: what the planted faults trip over, for CI. */
export const GROUPS = { all: wholePlan, heavy: heavyPlan, short: shortPlan } as const;

export interface ChaosOptions {
  dir: string;
  /** The compiled API. */
  main: string;
  seed: number;
  group: keyof typeof GROUPS;
  /** Faults by chance for so long, instead of each in its turn; null: the latter. */
  wildSeconds: number | null;
}

/** Runs it, says what came of it, and answers the exit code: not 0 when an invariant was violated, or never looked at. */
export async function main({ wildSeconds, group, ...options }: ChaosOptions): Promise<number> {
  const outcome = await runChaos(wildSeconds === null ? GROUPS[group](options) : wildPlan(options, wildSeconds));
  console.log(report(outcome));
  const unseen = (Object.keys(outcome.verdicts) as InvariantId[]).filter((id) => outcome.verdicts[id].checks === 0);
  if (unseen.length > 0) console.log(`Never looked at: ${unseen.join(', ')}.`);
  return violatedIn(outcome.verdicts).length + unseen.length > 0 ? 1 : 0;
}
