import { gather } from './cast';
import type { Plan } from './run';
import type { Act } from './scene';
import { DEATHS, KILL, riseWithFaults } from './scene-api';
import { DUPLICATES, LAST_WORDS, RELOADED, REMOVED } from './scene-client';
import { DATABASE_HUNG, DATABASE_KILLED, DATABASE_SLOW, DISK_FULL } from './scene-database';
import { NETWORK } from './scene-network';
import type { WorldOptions } from './world';

const TALK_MS = 60;

/** Every fault of the promise, at least once; those that do not disturb each other side by side. */
export function wholePlan(options: WorldOptions): Plan {
  const acts: readonly Act[] = [
    [...NETWORK, DUPLICATES, RELOADED, LAST_WORDS, REMOVED],
    [KILL],
    [DATABASE_KILLED],
    [DATABASE_SLOW, DATABASE_HUNG],
    [DISK_FULL],
    ...DEATHS,
  ];
  return { ...options, rise: riseWithFaults, people: (world) => gather(world, TALK_MS), acts };
}
