import { randomUUID } from 'node:crypto';
import type { SessionDto } from '@app/contracts';
import type { Scene } from './scene';
import { until } from './until';
import type { World } from './world';

const WITHIN_MS = 60_000;
/** Queues are looked at four times a second. */
const LOOKED_FOR_MS = 5_000;
/** What a message may be at most: four bytes a letter. */
const TEXT = '\u{1f600}'.repeat(3_900);
/** It has to be quick: a socket that answers no ping is cut for that after 15 seconds. */
const AT_ONCE = 64;
/** 16 KB each: more than the limit and what the kernel holds besides, when they come before that. */
const ENOUGH = 500;
const ENOUGH_WITHIN_MS = 10_000;
const MESSAGES_MAX = 600;

/**
 * A device stops reading while its chat is flooded: the server cuts its socket rather than to keep the flood in memory, and the
 * device gets everything when it reads again.
 */
export const SLOW_CONSUMER: Scene = {
  name: 'a reader that does not read',
  async run(world) {
    const [amel, yacine] = world.pair();
    const [node, other] = world.nodes;
    const chatId = await world.chat(amel, yacine);
    const road = world.road(node);
    const reader = world.tab({ session: yacine, url: `http://127.0.0.1:${road.port}`, isHidden: true });
    reader.open(chatId);
    await until(() => reader.parley.connection.getState().isSynced, WITHIN_MS);
    const before = await cutsOf(world);
    road.set({ kind: 'stall', direction: 'down' });
    let sent = 0;
    let isCut = false;
    let isQuick = false;
    const startedAt = Date.now();
    const flood = async (_: unknown, index: number) => {
      while (!isCut && sent < MESSAGES_MAX) {
        const n = ++sent;
        await send(world, other.url, { tab: `flood-${index}`, session: amel, chatId, text: `${n} ${chatId} ${TEXT}` });
        if (n === ENOUGH) isQuick = Date.now() - startedAt < ENOUGH_WITHIN_MS;
        isCut = isCut || (n % AT_ONCE === 0 && (await cutsOf(world)) > before);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }).map(flood));
    isCut = isCut || (await until(async () => (await cutsOf(world)) > before, LOOKED_FOR_MS));
    road.set({ kind: 'none' });
    road.cutOnce();
    if (!isCut && !isQuick) return 'NOT SEEN: this machine is too busy for a flood';
    const got = isCut ? 'cut' : 'kept';
    world.log.write({ kind: 'answer', invariant: 'I10', what: 'a socket that is not read', wanted: 'cut', got });
    return `cut after ${sent} messages of 16 KB`;
  },
};

interface Words {
  tab: string;
  session: SessionDto;
  chatId: string;
  text: string;
}

async function send({ log }: World, url: string, { tab, session, chatId, text }: Words): Promise<void> {
  const clientMsgId = randomUUID();
  const userId = session.user.id;
  log.write({ kind: 'said', tab, userId, chatId, clientMsgId, text });
  const headers = { authorization: `Bearer ${session.accessToken}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ clientMsgId, text });
  const response = await fetch(`${url}/api/chats/${chatId}/messages`, { method: 'POST', headers, body });
  await response.arrayBuffer();
}

/** How many slow readers the first node has cut since it started. */
async function cutsOf({ nodes: [{ url }] }: World): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_slow_consumers_cut_total (\d+)$/m.exec(text)?.[1] ?? 0);
}
