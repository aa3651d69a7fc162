import { runReconcile } from './reconcile';
import type { Scene } from './scene';
import { until } from './until';

const WITHIN_MS = 60_000;
/** What is said after the copy, and gone with it; and what is said instead, so that numbers come by again. */
const LOST = 5;
const INSTEAD = 20;

/**
 * Parley is stopped, an older copy of its database is put in place, and it is told so. Who comes back only when the chat has
 * grown beyond what they knew of it must not take the new messages for a continuation of those that are gone.
 */
export const RESTORED: Scene = {
  name: 'older backup restored',
  async run(world) {
    const { nodes, database, log } = world;
    const [amel, yacine] = world.pair();
    const chatId = await world.chat(amel, yacine);
    const road = world.road(nodes[0]);
    const writer = world.tab({ session: amel, url: nodes[1].url });
    const away = world.tab({ session: yacine, url: `http://127.0.0.1:${road.port}` });
    const seqOf = ({ parley }: typeof away) => parley.messages(chatId).getState().items.at(-1)?.seq ?? 0;
    const say = async (count: number) => {
      const wanted = seqOf(writer) + count;
      for (let n = 0; n < count; n++) writer.say(chatId);
      await until(() => seqOf(writer) === wanted, WITHIN_MS);
    };
    for (const tab of [writer, away]) tab.open(chatId);
    await say(1);
    log.write({ kind: 'restore', step: 'copied' });
    await database.backup();
    await say(LOST);
    await until(() => seqOf(away) === seqOf(writer), WITHIN_MS);
    road.set({ kind: 'cut' });
    await Promise.all(nodes.map((node) => node.stop()));
    await database.restore();
    const words = await runReconcile(world, '--restored');
    log.write({ kind: 'restore', step: 'placed' });
    await Promise.all(nodes.map((node) => node.start()));
    await until(() => seqOf(writer) === 1, WITHIN_MS);
    await say(INSTEAD);
    road.set({ kind: 'none' });
    await until(() => seqOf(away) === 1 + INSTEAD, WITHIN_MS);
    await until(() => world.tabs.every((tab) => tab.parley.connection.getState().isSynced), WITHIN_MS);
    log.write({ kind: 'restore', step: 'inStep' });
    return `${LOST} messages gone, ${INSTEAD} instead; ${words.split('\n')[0]}`;
  },
};
