import { type Crowd, openCrowd } from './crowd';
import type { Scene } from './scene';
import { until } from './until';
import type { World } from './world';

const WITHIN_MS = 90_000;

/** So many sockets lose the first node at once, by `end`, while the talkers go on; and all of them come back to it. */
const storm = (name: string, size: number, end: (world: World, crowd: Crowd) => Promise<string>): Scene => ({
  name,
  async run(world) {
    const [node] = world.nodes;
    const crowd = await openCrowd(world, node.url, size);
    await until(() => crowd.count() === size, WITHIN_MS);
    const gone = await end(world, crowd);
    await node.start();
    const startedAt = Date.now();
    await until(() => crowd.count() === size, WITHIN_MS);
    const waits = crowd.backAt().map((at) => at - startedAt);
    const got = crowd.count() === size ? 'all' : String(crowd.count());
    world.log.write({ kind: 'answer', invariant: 'I4', what: `who is back after ${name}`, wanted: 'all', got });
    crowd.stop();
    const p99 = waits[Math.ceil(waits.length * 0.99) - 1];
    return `${size} sockets, ${gone}; back after the process listened: p99 ${p99} ms, last ${waits.at(-1)} ms`;
  },
});

export const STORM = storm('reconnect storm', 1_000, async ({ nodes: [node] }) => {
  await node.kill();
  return 'kill -9';
});

export const DRAINED = storm('SIGTERM with 500 sockets', 500, async ({ nodes: [node], log }, crowd) => {
  const startedAt = Date.now();
  await node.stop();
  const ms = Date.now() - startedAt;
  const told = String(crowd.hinted());
  log.write({ kind: 'answer', invariant: 'I10', what: 'sockets told of a stop', wanted: '500', got: told });
  return `${told} told to spread their return, ended after ${ms} ms`;
});
