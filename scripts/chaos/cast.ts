import type { SessionDto } from '@app/contracts';
import { openBrowser, type Tab } from './tab';
import { talk } from './talk';
import { until } from './until';
import type { World } from './world';

const HOUR_MS = 3_600_000;
const READY_WITHIN_MS = 30_000;

export const NAMES = ['Amel', 'Yacine', 'Nadia', 'Karim', 'Lina', 'Omar'] as const;

/**
 * Six people on both nodes: one with two devices, one with five tabs, two whose clocks are an hour wrong. All are in a group;
 * some also talk to each other.
 */
export async function gather(world: World, everyMs: number): Promise<() => void> {
  const people = await Promise.all(NAMES.map((name) => world.person(name)));
  const [amel, yacine, nadia, karim, lina, omar] = people as [
    SessionDto,
    SessionDto,
    SessionDto,
    SessionDto,
    SessionDto,
    SessionDto,
  ];
  const [one, two] = world.nodes;
  const square = await world.group(amel, people.slice(1));
  const direct = await world.chat(amel, yacine);
  const browser = openBrowser();
  const at = (session: SessionDto, { url }: { url: string }, options = {}) => world.tab({ session, url, ...options });
  const devices = [at(amel, one), at(amel, two)];
  const tabs = Array.from({ length: 5 }, () => at(nadia, one, { browser }));
  const others = [
    at(yacine, two),
    at(karim, one, { skewMs: HOUR_MS }),
    at(lina, two, { skewMs: -HOUR_MS }),
    at(omar, one),
  ];
  const all: Tab[] = [...devices, ...tabs, ...others];
  for (const tab of all) tab.open(square);
  const inDirect = [...devices, others[0] as Tab];
  for (const tab of inDirect) tab.open(direct);
  await until(() => all.every((tab) => tab.parley.connection.getState().isSynced), READY_WITHIN_MS);
  const stops = [
    talk(square, all, everyMs, world.random, world.log),
    talk(direct, inDirect, everyMs * 2, world.random, world.log),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Four people, one of them twice, one with two tabs: enough to be wrong with. */
export async function gatherFew(world: World, everyMs: number): Promise<() => void> {
  const people: SessionDto[] = [];
  for (const name of NAMES.slice(0, 4)) people.push(await world.person(name));
  const [amel, yacine, nadia] = people as [SessionDto, SessionDto, SessionDto];
  const [one, two] = world.nodes;
  const chatId = await world.group(amel, [yacine, nadia]);
  const browser = openBrowser();
  const tabs = [
    world.tab({ session: amel, url: one.url }),
    world.tab({ session: amel, url: two.url }),
    world.tab({ session: yacine, url: two.url }),
    world.tab({ session: nadia, url: one.url, browser }),
    world.tab({ session: nadia, url: two.url, browser }),
  ];
  for (const tab of tabs) tab.open(chatId);
  // Nobody speaks in it to the fourth, who may not hear of it.
  const [, , , karim] = people;
  if (karim) world.tab({ session: karim, url: two.url });
  await until(() => tabs.every((tab) => tab.parley.connection.getState().isSynced), READY_WITHIN_MS);
  return talk(chatId, tabs, everyMs, world.random, world.log);
}
