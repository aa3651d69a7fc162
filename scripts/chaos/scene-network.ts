import type { Fault } from '../../apps/web/test/tcp-proxy';
import type { Scene } from './scene';
import { talk } from './talk';
import { pause, until } from './until';
import type { World } from './world';

const TALK_MS = 400;
const WEATHER_MS = 6_000;
/** A head check or a word, and the ack that does not come; see the targets of the promise. */
const NOTICED_WITHIN_MS = 15_000;
/** The way back is tried in the hole too. */
const STAY_MS = 1_000;
const BACK_WITHIN_MS = 30_000;

/** One person's device behind a road with weather of its own, in a chat of its own with somebody on a good one. */
function onARoad(name: string, spoil: (world: World, road: Road) => Promise<string>): Scene {
  return {
    name,
    async run(world) {
      const [one, other] = world.pair();
      const chatId = await world.chat(one, other);
      const [node] = world.nodes;
      const proxy = world.road(node);
      const away = world.tab({ session: one, url: `http://127.0.0.1:${proxy.port}`, name: name.replaceAll(' ', '-') });
      const near = world.tab({ session: other, url: world.nodes[1].url });
      for (const tab of [away, near]) tab.open(chatId);
      const isBack = () => away.parley.connection.getState().isSynced;
      await until(isBack, BACK_WITHIN_MS);
      const hush = talk(chatId, [away, near], TALK_MS, world.random, world.log);
      const note = await spoil(world, proxy);
      proxy.set({ kind: 'none' });
      hush();
      const isWell = await until(isBack, BACK_WITHIN_MS);
      return `${note}; ${isWell ? 'in step again' : 'NOT IN STEP AGAIN'}`;
    },
  };
}

type Road = ReturnType<World['road']>;

/** A road that swallowed bytes has lost them: what is left of its connections is of no use, and a real network ends it. */
const cutHoled = (road: Road) => void road.cutOnce();

const weather = (name: string, fault: Fault): Scene =>
  onARoad(name, async (_world, road) => {
    road.set(fault);
    await pause(WEATHER_MS);
    if (fault.kind === 'blackHole') cutHoled(road);
    return `for ${WEATHER_MS} ms`;
  });

const HALF_OPEN = onARoad('half-open socket', async ({ tabs }, road) => {
  road.set({ kind: 'blackHole' });
  const startedAt = Date.now();
  const away = tabs.find(({ name }) => name.endsWith('half-open-socket'));
  const isNoticed = await until(() => away?.parley.connection.getState().status !== 'online', NOTICED_WITHIN_MS);
  const noticedMs = Date.now() - startedAt;
  await pause(STAY_MS);
  cutHoled(road);
  return isNoticed ? `noticed after ${noticedMs} ms` : 'NOT NOTICED';
});

const RESETS = onARoad('RST of every connection', async (_world, road) => {
  let count = 0;
  for (let round = 0; round < 4; round++) {
    await pause(WEATHER_MS / 4);
    count += road.cutOnce();
  }
  return `${count} sockets reset`;
});

/** Each connection ends with a chance of one in twenty, time and again. */
const DROPS = onARoad('5 % connection drops', async (_world, road) => {
  let count = 0;
  for (let at = 0; at < WEATHER_MS; at += 100) {
    await pause(100);
    count += road.cutOnce(0.05);
  }
  return `${count} sockets dropped`;
});

export const NETWORK: readonly Scene[] = [
  weather('1-byte slices', { kind: 'slice' }),
  weather('300 ± 200 ms', { kind: 'delay', ms: 100, jitterMs: 400 }),
  weather('answers swallowed', { kind: 'blackHole', direction: 'down' }),
  HALF_OPEN,
  RESETS,
  DROPS,
];
