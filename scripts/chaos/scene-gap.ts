import { ObjectId } from 'mongodb';
import { termsOf } from '../../apps/api/src/message/search-terms';
import { shelfOf } from '../../apps/api/src/message/shelf';
import type { Scene } from './scene';
import { until } from './until';

const READY_WITHIN_MS = 30_000;
const MISSED = 10_000;
const AT_ONCE = 1_000;

/** While a device is away, ten thousand messages are written past this API, as by a node that it does not know. */
export const GAP: Scene = {
  name: 'a gap of 10,000 messages',
  async run(world) {
    const { database, log, nodes } = world;
    const [amel, yacine] = world.pair();
    const chatId = await world.chat(amel, yacine);
    const road = world.road(nodes[1]);
    const writer = world.tab({ session: amel, url: nodes[0].url });
    const away = world.tab({ session: yacine, url: `http://127.0.0.1:${road.port}` });
    for (const tab of [writer, away]) tab.open(chatId);
    writer.say(chatId);
    await until(() => away.parley.messages(chatId).getState().items.length === 1, READY_WITHIN_MS);
    road.set({ kind: 'cut' });
    const startedAt = Date.now();
    for (let from = 2; from < 2 + MISSED; from += AT_ONCE) {
      const rows = Array.from({ length: AT_ONCE }, (_, i) => toRow(chatId, amel.user.id, from + i));
      for (const { clientMsgId, text } of rows) {
        log.write({ kind: 'said', tab: 'elsewhere', userId: amel.user.id, chatId, clientMsgId, text });
      }
      await database.db.collection('messages').insertMany(rows);
    }
    const filledAt = Date.now();
    // The node's own idea of the chat's head is ten thousand behind now.
    writer.say(chatId);
    await until(() => writer.isAtRest(), READY_WITHIN_MS);
    road.set({ kind: 'none' });
    const last = MISSED + 2;
    const isBack = () => away.parley.messages(chatId).getState().items.at(-1)?.seq === last;
    const isFilled = await until(isBack, READY_WITHIN_MS);
    away.parley.messages(chatId).markRead(last);
    return `written in ${filledAt - startedAt} ms; ${isFilled ? `at the end ${Date.now() - filledAt} ms later` : 'NOT FILLED'}`;
  },
};

function toRow(chatId: string, senderId: string, seq: number) {
  const text = `elsewhere ${chatId} ${seq}`;
  return {
    _id: new ObjectId(),
    chatId: new ObjectId(chatId),
    seq,
    rev: seq,
    senderId: new ObjectId(senderId),
    clientMsgId: crypto.randomUUID(),
    bodyHash: 'written elsewhere',
    type: 'text',
    text,
    terms: termsOf(text),
    shelf: shelfOf(new ObjectId(chatId), seq),
    system: null,
    replyTo: null,
    editedAt: null,
    deletedAt: null,
    createdAt: new Date(),
  };
}
