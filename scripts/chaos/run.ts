import { check } from './checker';
import { type EntryOf, entriesOf } from './evidence';
import type { Verdicts } from './invariant';
import { settle } from './quiet';
import { runReconcile } from './reconcile';
import { type Act, play } from './scene';
import { readDatabase } from './snapshot';
import { openWorld, type World, type WorldOptions } from './world';

/** What a run is: its world, what is set up in it, and what happens. */
export interface Plan extends WorldOptions {
  /** Brings the nodes up. */
  rise(world: World): Promise<void>;
  /** People who talk all the time; answers what makes them stop. */
  people(world: World): Promise<() => void>;
  acts: readonly Act[];
  /** What should happen at once may take this long before it counts as never; a slow machine gets its time. */
  quietWithinMs?: number;
}

const QUIET_WITHIN_MS = 60_000;
/** Of what reconcile says, in characters. */
const SHOWN_MAX = 2_000;

export interface Outcome {
  verdicts: Verdicts;
  faults: EntryOf<'fault'>[];
  seconds: number;
  quietMs: number;
  messages: number;
}

/** Plays it all, waits for quiet, and judges. */
export async function runChaos(plan: Plan): Promise<Outcome> {
  const startedAt = Date.now();
  const world = await openWorld(plan);
  const onTrouble = (reason: unknown) =>
    world.log.write({
      kind: 'trouble',
      where: 'a client',
      text: reason instanceof Error ? String(reason.stack) : String(reason),
    });
  process.on('unhandledRejection', onTrouble);
  try {
    await plan.rise(world);
    const hush = await plan.people(world);
    await play(world, plan.acts);
    hush();
    const { ms } = await settle(world, plan.quietWithinMs ?? QUIET_WITHIN_MS);
    await reconcile(world);
    const evidence = { ...(await readDatabase(world.database.db)), entries: world.log.read() };
    const seconds = (Date.now() - startedAt) / 1_000;
    const faults = entriesOf(evidence, 'fault');
    return { verdicts: check(evidence), faults, seconds, quietMs: ms, messages: evidence.messages.length };
  } finally {
    await world.close();
    process.off('unhandledRejection', onTrouble);
  }
}

/** I7, the product's own words: what is derived is what the messages say. */
async function reconcile(world: World): Promise<void> {
  const output = await runReconcile(world);
  const got = output.slice(0, SHOWN_MAX);
  world.log.write({ kind: 'answer', invariant: 'I7', what: 'reconcile', wanted: 'No differences.', got });
}
