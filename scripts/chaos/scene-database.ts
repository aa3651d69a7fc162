import type { Scene } from './scene';
import { pause } from './until';
import type { World } from './world';

const SLOW_MS = 400;
const SLOW_FOR_MS = 3_000;
const HUNG_FOR_MS = 4_000;
const FULL_FOR_MS = 2_000;
const AGAIN_MS = 100;
const ASKED_FOR_MS = 10_000;

export const DATABASE_KILLED: Scene = {
  name: 'kill -9 of the database during writes',
  async run({ database }) {
    const first = await database.crash();
    await pause(1_000);
    const second = await database.crash();
    return `up again after ${first} and ${second} ms`;
  },
};

export const DATABASE_SLOW: Scene = {
  name: 'slow database',
  async run({ nodes: [{ toDatabase }] }) {
    toDatabase.set({ kind: 'delay', ms: SLOW_MS });
    await pause(SLOW_FOR_MS);
    toDatabase.set({ kind: 'none' });
    return `${SLOW_MS} ms each way for ${SLOW_FOR_MS} ms`;
  },
};

export const DATABASE_HUNG: Scene = {
  name: 'hung database',
  async run({ nodes: [, { toDatabase }] }) {
    toDatabase.set({ kind: 'blackHole' });
    await pause(HUNG_FOR_MS);
    toDatabase.set({ kind: 'none' });
    // What went into the hole does not come out again: a real network ends such connections in the end.
    const cut = toDatabase.cutOnce();
    return `nothing came through for ${HUNG_FOR_MS} ms, then ${cut} connections ended`;
  },
};

export const DISK_FULL: Scene = {
  name: 'full disk',
  async run(world) {
    const { database, tabs } = world;
    const path = `/api/chats/${tabs[0]?.chatIds[0]}/messages`;
    const body = JSON.stringify({ clientMsgId: crypto.randomUUID(), text: 'no room for this' });
    await database.fill();
    try {
      const refused = await ask(world, path, { method: 'POST', body });
      const read = await ask(world, path);
      // A process does not start without room, so when all are dead there is nobody to ask.
      if (!refused || !read) return 'NOT SEEN: no node was up';
      const { error } = (await refused.json()) as { error?: { code: string } };
      expect(world, 'a send to a full disk', '503 STORAGE_FULL', `${refused.status} ${error?.code}`);
      expect(world, 'a read with a full disk', '200', String(read.status));
      await pause(FULL_FOR_MS);
    } finally {
      await database.heal();
    }
    return 'writes refused, reads served';
  },
};

const expect = (world: World, what: string, wanted: string, got: string) =>
  world.log.write({ kind: 'answer', invariant: 'I10', what, wanted, got });

/** The answer of the first node that gives one: any of them may be dead at the moment; null: all of them are. */
async function ask({ nodes, people: [reader] }: World, path: string, init: RequestInit = {}): Promise<Response | null> {
  const headers = { authorization: `Bearer ${reader?.accessToken}`, 'content-type': 'application/json' };
  for (let n = 0; n * AGAIN_MS < ASKED_FOR_MS; n++) {
    try {
      return await fetch(`${nodes[n % nodes.length]?.url}${path}`, { ...init, headers });
    } catch (error) {
      // What `fetch` throws when nobody answers.
      if (!(error instanceof TypeError)) throw error;
      await pause(AGAIN_MS);
    }
  }
  return null;
}
