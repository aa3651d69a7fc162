import type { Scene } from './scene';
import { pause } from './until';

const SLOW_MS = 400;
const SLOW_FOR_MS = 3_000;
const HUNG_FOR_MS = 4_000;
const FULL_FOR_MS = 2_000;

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
  async run({ database, tabs, people, nodes, log }) {
    await database.fill();
    const [reader] = people;
    const headers = { authorization: `Bearer ${reader?.accessToken}`, 'content-type': 'application/json' };
    const url = `${nodes[0].url}/api/chats`;
    const chatId = tabs[0]?.chatIds[0];
    const body = JSON.stringify({ clientMsgId: crypto.randomUUID(), text: 'no room for this' });
    const refused = await fetch(`${url}/${chatId}/messages`, { method: 'POST', headers, body });
    const { error } = (await refused.json()) as { error?: { code: string } };
    const what = 'a send to a full disk';
    log.write({
      kind: 'answer',
      invariant: 'I10',
      what,
      wanted: '503 STORAGE_FULL',
      got: `${refused.status} ${error?.code}`,
    });
    const read = await fetch(`${url}/${chatId}/messages`, { headers });
    log.write({
      kind: 'answer',
      invariant: 'I10',
      what: 'a read with a full disk',
      wanted: '200',
      got: String(read.status),
    });
    await pause(FULL_FOR_MS);
    await database.heal();
    return 'writes refused, reads served';
  },
};
