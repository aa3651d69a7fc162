import type { ApiNode } from './api-node';
import type { Scene } from './scene';
import { pause, until } from './until';
import type { World } from './world';

const INDEX_BUILD_WITHIN_MS = 120_000;
/** Traffic goes on for this long between two faults of one node. */
const BETWEEN_MS = 500;

/**
 * The first node is killed while the indexes of an empty database are being built, and starts again. Redis is not there yet; it
 * comes when both nodes serve.
 */
export async function riseWithFaults(world: World): Promise<void> {
  const { nodes, database, redis, log } = world;
  const [one, two] = nodes;
  const startedAt = Date.now();
  const first = one.start();
  const isBuilding = async () => (await database.db.listCollections().toArray()).length > 2;
  const hasSeen = await until(isBuilding, INDEX_BUILD_WITHIN_MS);
  await one.kill();
  await first;
  await Promise.all([one.start(), two.start()]);
  const indexes = await database.db.collection('messages').indexes();
  const unique = indexes.filter((index) => index.unique).length;
  log.write({ kind: 'answer', invariant: 'I3', what: 'unique indexes of messages', wanted: '4', got: String(unique) });
  const name = 'kill -9 during index build';
  log.write({
    kind: 'fault',
    name,
    ms: Date.now() - startedAt,
    note: hasSeen ? 'built when it started again' : 'NOT SEEN',
  });
  if (!redis) return;
  await redis.start();
  log.write({ kind: 'fault', name: 'Redis started after the API', ms: 0, note: 'nodes served without it' });
}

/** Where a node dies, `name:nth time`, and that in words. */
type Death = readonly [failpoint: string, words: string];

/**
 * The node dies at one failpoint after the other under the traffic that goes on, and is there again in the end. It starts from
 * each death towards the next one: a start is what costs most here. `before`: how its life until then ends; a process whose
 * database hangs does not stop by itself.
 */
export function deathsOf(
  node: (world: World) => ApiNode,
  deaths: readonly Death[],
  before: 'stop' | 'kill' = 'stop',
): Scene {
  return {
    name: `kill -9 ${deaths.map(([, words]) => words).join('; ')}`,
    async run(world) {
      const target = node(world);
      await target[before]();
      for (const [failpoint] of deaths) {
        await target.start(failpoint);
        await target.died();
      }
      await target.start();
      await pause(BETWEEN_MS);
      return `at ${deaths.map(([failpoint]) => failpoint).join(', ')} of node ${target.name}`;
    },
  };
}

export const dieAt = (node: (world: World) => ApiNode, failpoint: string, words: string): Scene =>
  deathsOf(node, [[failpoint, words]]);

export const one = ({ nodes }: World) => nodes[0];
export const two = ({ nodes }: World) => nodes[1];

/** What is on its way to the database when the process dies never gets there. */
export const KILL_MID_WRITE: Scene = {
  name: 'kill -9 with writes on their way',
  async run({ nodes: [, target] }) {
    target.toDatabase.set({ kind: 'delay', ms: 300 });
    await pause(2_000);
    await target.kill();
    target.toDatabase.set({ kind: 'none' });
    await target.start();
    return 'the database was 300 ms away';
  },
};

export const KILL: Scene = {
  name: 'kill -9 of an API process',
  async run({ nodes, tabs }) {
    const [target] = nodes;
    await target.kill();
    const downAt = Date.now();
    await target.start();
    const startMs = Date.now() - downAt;
    const isBack = await until(() => tabs.every((tab) => tab.parley.connection.getState().isSynced), 30_000);
    return `up again after ${startMs} ms, ${isBack ? `all current ${Date.now() - downAt - startMs} ms later` : 'NOT ALL CURRENT'}`;
  },
};

export const DEATHS_OF_ONE: readonly Death[] = [
  ['beforeInsert:5', 'before the insert'],
  ['beforeEmit:7', 'before the fact is told'],
  ['afterEmit:6', 'after the fact, before the bell'],
];

export const DEATHS_OF_TWO: readonly Death[] = [
  ['afterInsert:9', 'after the insert, before the ack'],
  ['beforeBell:3', 'before the bell'],
  ['afterAck:8', 'after the ack'],
];
