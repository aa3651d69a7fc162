import { gather, gatherFew } from './cast';
import type { Plan } from './run';
import type { Act } from './scene';
import { DEATHS_OF_ONE, DEATHS_OF_TWO, dieAt, KILL, KILL_MID_WRITE, riseWithFaults, two } from './scene-api';
import { DUPLICATES, EDITED_MEANWHILE, LAST_WORDS, RELOADED, REMOVED, TAKEN_BACK } from './scene-client';
import { DATABASE_HUNG, DATABASE_KILLED, DATABASE_SLOW, DISK_FULL } from './scene-database';
import { GAP } from './scene-gap';
import { BAD_INPUT } from './scene-input';
import { NETWORK } from './scene-network';
import { PARTITION, redisAway } from './scene-redis';
import type { World, WorldOptions } from './world';

const TALK_MS = 60;
const SHORT_TALK_MS = 100;

/**
 * Faults of the promise, each at least once; those that do not disturb each other side by side. Not among them: a storm of a
 * thousand, a slow consumer, an upload that is cut, a restored backup.
 */
export function wholePlan(options: WorldOptions): Plan {
  const acts: readonly Act[] = [
    NETWORK,
    [DUPLICATES, RELOADED, LAST_WORDS, EDITED_MEANWHILE, TAKEN_BACK, REMOVED],
    [redisAway(3_000), GAP, BAD_INPUT],
    [KILL],
    [[DATABASE_KILLED, DISK_FULL]],
    [DATABASE_SLOW, DATABASE_HUNG],
    [PARTITION],
    // As long as Redis is away, both nodes die three times each.
    [redisAway(30_000), DEATHS_OF_ONE, DEATHS_OF_TWO],
  ];
  return { ...options, rise: riseWithFaults, people: (world) => gather(world, TALK_MS), acts };
}

/** What every planted fault of the product trips over; short enough for CI. */
export function shortPlan(options: WorldOptions): Plan {
  const acts: readonly Act[] = [
    [DUPLICATES, LAST_WORDS, EDITED_MEANWHILE, TAKEN_BACK, BAD_INPUT],
    [KILL_MID_WRITE],
    [dieAt(two, 'afterInsert:2', 'after the insert, before the ack')],
  ];
  return { ...options, rise, people: (world) => gatherFew(world, SHORT_TALK_MS), acts };
}

async function rise({ nodes, redis }: World): Promise<void> {
  await redis?.start();
  const [first, second] = nodes;
  // One after the other: the second finds the indexes that the first has made.
  await first.start();
  await second.start();
}
