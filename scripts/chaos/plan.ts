import { gather, gatherFew } from './cast';
import type { Plan } from './run';
import type { Act } from './scene';
import {
  DEATHS_OF_ONE,
  DEATHS_OF_TWO,
  deathsOf,
  dieAt,
  KILL,
  KILL_MID_WRITE,
  one,
  riseWithFaults,
  two,
} from './scene-api';
import { DUPLICATES, EDITED_MEANWHILE, LAST_WORDS, RELOADED, REMOVED, TAKEN_BACK } from './scene-client';
import { DRAINED, STORM } from './scene-crowd';
import { DATABASE_HUNG, DATABASE_KILLED, DATABASE_SLOW, DISK_FULL } from './scene-database';
import { GAP } from './scene-gap';
import { BAD_INPUT } from './scene-input';
import { NETWORK } from './scene-network';
import { PURGED, SENT_AFTER_PURGE } from './scene-purge';
import { PARTITION, redisAway } from './scene-redis';
import { RESTORED } from './scene-restored';
import { REVOKED } from './scene-revoked';
import { SLOW_CONSUMER } from './scene-slow';
import { UPLOAD_CUT } from './scene-upload';
import type { World, WorldOptions } from './world';

const TALK_MS = 60;
const SHORT_TALK_MS = 100;
const HEAVY_TALK_MS = 150;

/** Each fault of the promise but the heavy ones; those side by side that do not disturb each other. */
export function wholePlan(options: WorldOptions): Plan {
  const acts: readonly Act[] = [
    [
      ...NETWORK,
      ...[DUPLICATES, RELOADED, LAST_WORDS, EDITED_MEANWHILE, TAKEN_BACK, REMOVED, UPLOAD_CUT, PURGED],
      [BAD_INPUT, GAP],
      // That a session is over is told through Redis.
      [REVOKED, redisAway(3_000)],
    ],
    [KILL],
    [SENT_AFTER_PURGE, [DATABASE_KILLED, DISK_FULL]],
    // As long as Redis is away, each node dies several times, and then has trouble with the database.
    [
      redisAway(30_000),
      [deathsOf(one, DEATHS_OF_ONE), DATABASE_SLOW],
      [KILL_MID_WRITE, deathsOf(two, DEATHS_OF_TWO), DATABASE_HUNG],
    ],
    [PARTITION],
  ];
  return { ...options, rise: riseWithFaults, people: (world) => gather(world, TALK_MS), acts };
}

/** What takes a machine to itself. The restored copy comes last: nothing else may happen meanwhile. */
export function heavyPlan(options: WorldOptions): Plan {
  const acts: readonly Act[] = [[STORM], [DRAINED], [SLOW_CONSUMER], [RESTORED]];
  return { ...options, rise, people: (world) => gather(world, HEAVY_TALK_MS), acts };
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
