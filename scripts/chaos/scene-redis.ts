import type { Scene } from './scene';
import { pause } from './until';

const PARTITION_MS = 6_000;

/** Killed, and back after so long. Nodes go on, each with its own sockets; what they told each other meanwhile is fetched. */
export const redisAway = (ms: number): Scene => ({
  name: `Redis killed for ${ms / 1_000} s`,
  async run({ redis }) {
    if (!redis) return 'there is no Redis here';
    await redis.kill();
    await pause(ms);
    await redis.start();
    return 'the nodes went on';
  },
});

export const PARTITION: Scene = {
  name: 'one node parted from Redis and database',
  async run({ nodes: [, { toRedis, toDatabase }] }) {
    const roads = toRedis ? [toRedis, toDatabase] : [toDatabase];
    for (const road of roads) road.set({ kind: 'blackHole' });
    await pause(PARTITION_MS);
    for (const road of roads) road.set({ kind: 'none' });
    // What was swallowed is lost: these connections are of no use any more.
    const cut = roads.reduce((sum, road) => sum + road.cutOnce(), 0);
    return `for ${PARTITION_MS} ms, then ${cut} connections ended`;
  },
};
