import { ObjectId } from 'mongodb';
import type { Scene } from './scene';
import { until } from './until';

const READY_WITHIN_MS = 60_000;
const COUNT = 5;

/** Every message of a chat is removed for good, past the API, as an operator does it: floors first. */
export const PURGED: Scene = {
  name: 'purge of a chat',
  async run(world) {
    const { database, nodes, log } = world;
    const [amel, yacine] = world.pair();
    const chatId = await world.chat(amel, yacine);
    const speaker = world.tab({ session: amel, url: nodes[0].url });
    speaker.open(chatId);
    for (let n = 0; n < COUNT; n++) speaker.say(chatId);
    const { getState } = speaker.parley.messages(chatId);
    await until(() => getState().items.length === COUNT, READY_WITHIN_MS);
    await world.closeTab(speaker);
    // Nobody is told of a purge, so nothing may be unread in it.
    await fetch(`${nodes[1].url}/api/chats/${chatId}/read`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${yacine.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ seq: COUNT }),
    });
    const _id = new ObjectId(chatId);
    const rows = await database.db.collection('messages').find({ chatId: _id }).sort({ rev: 1 }).toArray();
    const last = rows.at(-1);
    const floors = { floorSeq: last?.seq as number, floorRev: last?.rev as number };
    await database.db.collection('chats').updateOne({ _id }, { $set: floors });
    await database.db.collection('messages').deleteMany({ chatId: _id });
    // What the bell says of a message is derived from it.
    await database.db.collection('notifications').deleteMany({ 'data.chatId': chatId });
    for (const row of rows) log.write({ kind: 'purged', messageId: String(row._id) });
    return `${rows.length} messages`;
  },
};

/** Later, with nodes that start anew, the chat goes on above its floor. */
export const SENT_AFTER_PURGE: Scene = {
  name: 'a send after a purge',
  async run(world) {
    const { database, nodes, people, log } = world;
    const chat = await database.db.collection('chats').findOne({ floorSeq: { $gt: 0 } });
    if (!chat) throw new Error('Nothing was purged.');
    const chatId = String(chat._id);
    const members = (chat.members as { userId: ObjectId }[]).map(({ userId }) => String(userId));
    const [one, other] = people.filter(({ user }) => members.includes(user.id));
    if (!one || !other) throw new Error('There is nobody.');
    const tabs = [world.tab({ session: one, url: nodes[0].url }), world.tab({ session: other, url: nodes[1].url })];
    for (const tab of tabs) tab.open(chatId);
    tabs[0]?.say(chatId);
    const lastOf = (tab: (typeof tabs)[number]) => tab.parley.messages(chatId).getState().items.at(-1)?.seq;
    await until(() => tabs.every((tab) => lastOf(tab) !== undefined), READY_WITHIN_MS);
    const wanted = String(chat.floorSeq + 1);
    for (const tab of tabs) {
      const got = String(lastOf(tab));
      log.write({ kind: 'answer', invariant: 'I3', what: 'the number after a purge', wanted, got });
    }
    return `goes on at #${wanted}`;
  },
};
