import { violatedIn } from './invariant';
import { wholePlan } from './plan';
import { report } from './report';
import { runChaos } from './run';

export interface ChaosOptions {
  dir: string;
  /** The compiled API. */
  main: string;
  seed: number;
}

/** Runs it, says what came of it, and answers the exit code. */
export async function main(options: ChaosOptions): Promise<number> {
  const outcome = await runChaos(wholePlan(options));
  console.log(report(outcome));
  return violatedIn(outcome.verdicts).length > 0 ? 1 : 0;
}
