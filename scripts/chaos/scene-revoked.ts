import { createRest } from '@app/client';
import type { SessionDto } from '@app/contracts';
import type { Scene } from './scene';
import { until } from './until';

const WITHIN_MS = 30_000;

/** Somebody's sessions end, one while its socket is open on another node, one while away; neither hears anything afterwards. */
export const REVOKED: Scene = {
  name: 'session ended while on- and offline',
  async run(world) {
    const [one, two] = world.nodes;
    const [amel, yacine] = world.pair();
    const online = await world.stranger('Sami');
    const offline = await world.login(online);
    const groupId = await world.group(amel, [yacine, online]);
    const road = world.road(two);
    const host = world.tab({ session: amel, url: two.url });
    const here = world.tab({ session: online, url: one.url });
    const away = world.tab({ session: offline, url: `http://127.0.0.1:${road.port}` });
    for (const tab of [host, here, away]) tab.open(groupId);
    host.say(groupId);
    const hasHeard = () =>
      [here, away].every(({ parley }) =>
        parley
          .messages(groupId)
          .getState()
          .items.some(({ senderId }) => senderId),
      );
    await until(hasHeard, WITHIN_MS);
    road.set({ kind: 'cut' });
    const startedAt = Date.now();
    for (const session of [online, offline]) await logOut(two.url, session);
    const isOut = ({ parley }: typeof here) => parley.connection.getState().status === 'signedOut';
    await until(() => isOut(here), WITHIN_MS);
    const outMs = Date.now() - startedAt;
    for (const { name } of [here, away]) world.log.write({ kind: 'revoked', tab: name });
    for (let n = 0; n < 3; n++) host.say(groupId);
    road.set({ kind: 'none' });
    const got = (await until(() => isOut(away), WITHIN_MS)) && isOut(here) ? 'signed out' : 'still there';
    world.log.write({ kind: 'answer', invariant: 'I8', what: 'whose session ended', wanted: 'signed out', got });
    for (const tab of [here, away]) await world.closeTab(tab);
    return `out after ${outMs} ms`;
  },
};

const logOut = (url: string, { accessToken }: SessionDto) =>
  createRest({ url, auth: { kind: 'token', getToken: async () => accessToken } }).auth.logout();
