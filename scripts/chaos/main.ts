import { violatedIn } from './invariant';
import { wholePlan } from './plan';
import { report } from './report';
import { runChaos } from './run';
import { wildPlan } from './wild';

export interface ChaosOptions {
  dir: string;
  /** The compiled API. */
  main: string;
  seed: number;
  /** Faults by chance for so long, instead of each in its turn; null: the latter. */
  wildSeconds: number | null;
}

/** Runs it, says what came of it, and answers the exit code. */
export async function main({ wildSeconds, ...options }: ChaosOptions): Promise<number> {
  const outcome = await runChaos(wildSeconds === null ? wholePlan(options) : wildPlan(options, wildSeconds));
  console.log(report(outcome));
  return violatedIn(outcome.verdicts).length > 0 ? 1 : 0;
}
