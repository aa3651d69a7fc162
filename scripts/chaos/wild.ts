import { ParleyError } from '@app/client';
import { gather } from './cast';
import { pick } from './random';
import type { Plan } from './run';
import { type Act, playScene, type Scene } from './scene';
import { DEATHS_OF_ONE, DEATHS_OF_TWO, deathsOf, KILL, KILL_MID_WRITE, one, riseWithFaults, two } from './scene-api';
import { DUPLICATES, EDITED_MEANWHILE, LAST_WORDS, RELOADED } from './scene-client';
import { DATABASE_HUNG, DATABASE_KILLED, DATABASE_SLOW, DISK_FULL } from './scene-database';
import { BAD_INPUT } from './scene-input';
import { PARTITION, redisAway } from './scene-redis';
import { pause } from './until';
import type { WorldOptions } from './world';

const TALK_MS = 60;
const PAUSE_MAX_MS = 2_000;
const REDIS_AWAY_MS = 5_000;
/** Less than half of what a token lives. */
const RENEWED_EVERY_MS = 240_000;

/** What may come at any time and over again, by what it breaks: two of a kind would only be in each other's way. */
const KINDS: readonly (readonly Scene[])[] = [
  [...DEATHS_OF_ONE.map((death) => deathsOf(one, [death], 'kill')), KILL],
  [...DEATHS_OF_TWO.map((death) => deathsOf(two, [death], 'kill')), KILL_MID_WRITE],
  [DATABASE_KILLED, DATABASE_SLOW, DATABASE_HUNG, DISK_FULL, PARTITION],
  [redisAway(REDIS_AWAY_MS)],
];

/** Tabs and roads are not given back, so these come once. */
const ONCE: readonly Scene[] = [DUPLICATES, RELOADED, LAST_WORDS, EDITED_MEANWHILE, BAD_INPUT];

/** Tokens end sooner than a long run. */
const stayingIn = (seconds: number): Scene => ({
  name: 'people who sign in again',
  maxMs: seconds * 1_000 + 120_000,
  async run(world) {
    const end = Date.now() + seconds * 1_000;
    let count = 0;
    for (; Date.now() + RENEWED_EVERY_MS < end; count++) {
      await pause(RENEWED_EVERY_MS);
      for (const person of world.people) Object.assign(person, await persist(() => world.login(person)));
    }
    return `${count} times`;
  },
});

/** Until it works: the node may be down, or without its database. */
async function persist<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      await pause(PAUSE_MAX_MS);
    }
  }
}

/** Faults by chance for so long, several at a time. The seed says which, the machine when they meet. */
export function wildPlan(options: WorldOptions, seconds: number): Plan {
  const anyTime = (kind: readonly Scene[], index: number): Scene => ({
    name: `faults of kind ${index + 1}`,
    maxMs: seconds * 1_000 + 120_000,
    async run(world) {
      const until = Date.now() + seconds * 1_000;
      let count = 0;
      for (; Date.now() < until; count++) {
        await pause(world.random() * PAUSE_MAX_MS);
        await playScene(world, pick(world.random, kind));
      }
      return `${count} in ${seconds} s`;
    },
  });
  const acts: readonly Act[] = [ONCE, [...KINDS.map(anyTime), stayingIn(seconds)]];
  return { ...options, rise: riseWithFaults, people: (world) => gather(world, TALK_MS), acts };
}
