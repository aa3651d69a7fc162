import { randomUUID } from 'node:crypto';
import { createRest } from '@app/client';
import type { Envelope, SentMessageDto, SessionDto } from '@app/contracts';
import { createSocketIoTransport } from '../../libs/client/src/connection/socket-io-transport';
import type { InvariantId } from './invariant';
import type { Scene } from './scene';
import { openBrowser, type Tab } from './tab';
import { pause, until } from './until';
import type { World } from './world';

const READY_WITHIN_MS = 30_000;
const RELOADS = 6;

/** The same send, twenty times at once, over two nodes, by sockets and by REST. */
export const DUPLICATES: Scene = {
  name: 'duplicate sends',
  async run(world) {
    const [amel, yacine] = world.pair();
    const [chatId, otherId] = [await world.chat(amel, yacine), await world.chat(amel, yacine)];
    const [one, two] = world.nodes.map(({ url }) => raw(url, amel)) as [Raw, Raw];
    await Promise.all([one.connected, two.connected]);
    const clientMsgId = randomUUID();
    const text = `the same, twenty times (${clientMsgId.slice(0, 8)})`;
    const said = (inChat: string) =>
      world.log.write({ kind: 'said', tab: 'raw', userId: amel.user.id, chatId: inChat, clientMsgId, text });
    said(chatId);
    const ways = [one.bySocket, two.bySocket, one.byRest, two.byRest];
    const sent = await Promise.all(Array.from({ length: 20 }, (_, i) => ways[i % 4]?.({ chatId, clientMsgId, text })));
    const kinds = sent.map((each) => (each?.success ? String(each.data.duplicate) : each?.error.code)).sort();
    const wanted = [...Array<string>(1).fill('false'), ...Array<string>(19).fill('true')];
    expect(world, 'I1', 'twenty times the same send', wanted.join(), kinds.join());
    const other = await one.byRest({ chatId, clientMsgId, text: 'not the same' });
    expect(world, 'I1', 'the id with another text', 'CLIENT_MSG_ID_REUSED', other.success ? 'sent' : other.error.code);
    said(otherId);
    const elsewhere = await two.byRest({ chatId: otherId, clientMsgId, text });
    const outcome = elsewhere.success ? String(elsewhere.data.duplicate) : elsewhere.error.code;
    expect(world, 'I1', 'the id in another chat', 'false', outcome);
    for (const { close } of [one, two]) close();
    return '20 at once over 2 sockets, 2 nodes and REST; another text; another chat';
  },
};

function expect(world: World, invariant: InvariantId, what: string, wanted: string, got: string): void {
  world.log.write({ kind: 'answer', invariant, what, wanted, got });
}

interface Send {
  chatId: string;
  clientMsgId: string;
  text: string;
}
type Raw = ReturnType<typeof raw>;

/** Somebody's socket and REST calls without the library's order. */
function raw(url: string, session: SessionDto) {
  const transport = createSocketIoTransport({
    url,
    auth: { kind: 'token', getToken: async () => session.accessToken },
  });
  const connected = new Promise<void>((resolve) => {
    transport.listen({ fact: ({ name }) => name === 'ready' && resolve(), disconnected() {}, refused() {} });
  });
  transport.connect();
  return {
    connected,
    close: () => transport.disconnect(),
    bySocket: (input: Send): Promise<Envelope<SentMessageDto>> =>
      transport.request('sendMessage', input, READY_WITHIN_MS).then(
        (data) => ({ success: true, data }),
        (error) => ({ success: false, error }),
      ),
    byRest: async ({ chatId, ...body }: Send): Promise<Envelope<SentMessageDto>> => {
      const headers = { authorization: `Bearer ${session.accessToken}`, 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await (await fetch(`${url}/api/chats/${chatId}/messages`, init)).json()) as Envelope<SentMessageDto>;
    },
  };
}

/** A page that is reloaded while it sends goes on with what its browser kept. */
export const RELOADED: Scene = {
  name: 'reload in the middle of a send',
  async run(world) {
    const [, , , karim, lina] = world.people as SessionDto[];
    if (!karim || !lina) throw new Error('There is nobody.');
    const chatId = await world.chat(karim, lina);
    const browser = openBrowser();
    const [, { url }] = world.nodes;
    for (let round = 0; round <= RELOADS; round++) {
      const tab = world.tab({ session: karim, url, browser });
      tab.open(chatId);
      await until(() => tab.parley.connection.getState().isSynced, READY_WITHIN_MS);
      for (let n = 0; n < 5; n++) tab.say(chatId);
      await pause(world.random() * 40);
      if (round < RELOADS) await world.closeTab(tab);
    }
    return `${RELOADS} times`;
  },
};

/**
 * The first word after a return is said at the very moment of it, and nothing follows that would show a gap. In a tab in the
 * background, which does not ask by itself whether it missed something.
 */
export const LAST_WORDS: Scene = {
  name: 'a word at the moment of a return',
  async run(world) {
    const [amel, yacine] = world.pair();
    const speaker = world.tab({ session: amel, url: world.nodes[1].url });
    const chatId = await world.chat(amel, yacine);
    const road = world.road(world.nodes[0]);
    const listener = world.tab({ session: yacine, url: `http://127.0.0.1:${road.port}`, isHidden: true });
    for (const tab of [speaker, listener]) tab.open(chatId);
    const isInStep = ({ parley }: Tab) => parley.connection.getState().isSynced;
    await until(() => isInStep(speaker) && isInStep(listener), READY_WITHIN_MS);
    const { connection } = listener.parley;
    const isBack = new Promise<void>((resolve) => {
      const stop = connection.subscribe(({ isSynced }, before) => {
        if (!isSynced || before.isSynced) return;
        stop();
        speaker.say(chatId);
        resolve();
      });
    });
    road.cutOnce();
    await isBack;
    return 'heard, or the end shows it';
  },
};

/** While a device is away, an old message is given another text, and nothing new is said. */
export const EDITED_MEANWHILE: Scene = {
  name: 'an edit while away',
  async run(world) {
    const [amel, yacine] = world.pair();
    const [one, two] = world.nodes;
    const chatId = await world.chat(amel, yacine);
    const road = world.road(one);
    const writer = world.tab({ session: amel, url: two.url });
    const away = world.tab({ session: yacine, url: `http://127.0.0.1:${road.port}`, isHidden: true });
    for (const tab of [writer, away]) tab.open(chatId);
    for (let n = 0; n < 3; n++) writer.say(chatId);
    const itemsOf = ({ parley }: Tab) => parley.messages(chatId).getState().items;
    await until(() => [writer, away].every((tab) => itemsOf(tab).length === 3), READY_WITHIN_MS);
    road.set({ kind: 'cut' });
    const id = itemsOf(writer)[0]?.id ?? '';
    const text = `${writer.name} thinks better of it`;
    world.log.write({ kind: 'edited', messageId: id, text });
    writer.parley.messages(chatId).edit(id, text);
    await until(() => writer.isAtRest(), READY_WITHIN_MS);
    road.set({ kind: 'none' });
    return 'the first of three messages';
  },
};

/** Of three unread messages one is taken back: two are unread. */
export const TAKEN_BACK: Scene = {
  name: 'an unread message is taken back',
  async run(world) {
    const [amel, yacine] = world.pair();
    const chatId = await world.chat(amel, yacine);
    const writer = world.tab({ session: amel, url: world.nodes[0].url });
    writer.open(chatId);
    for (let n = 0; n < 3; n++) writer.say(chatId);
    const { getState, remove } = writer.parley.messages(chatId);
    await until(() => getState().items.length === 3, READY_WITHIN_MS);
    for (const { url } of world.nodes) {
      await createRest({ url, auth: { kind: 'token', getToken: async () => yacine.accessToken } }).chats.list();
    }
    remove(getState().items[1]?.id ?? '');
    await until(() => writer.isAtRest(), READY_WITHIN_MS);
    return 'the second of three';
  },
};

/** A member is removed while here, another one while away; neither hears what is said afterwards. */
export const REMOVED: Scene = {
  name: 'member removed while on- and offline',
  async run(world) {
    const [amel, yacine, nadia, karim] = world.people as SessionDto[];
    if (!amel || !yacine || !nadia || !karim) throw new Error('There is nobody.');
    const groupId = await world.group(amel, [yacine, nadia, karim]);
    const [one, two] = world.nodes;
    const [host, staying] = [world.tab({ session: amel, url: one.url }), world.tab({ session: yacine, url: two.url })];
    const road = world.road(two);
    const here = world.tab({ session: nadia, url: two.url });
    const away = world.tab({ session: karim, url: `http://127.0.0.1:${road.port}` });
    const all = [host, staying, here, away];
    for (const tab of all) tab.open(groupId);
    await until(() => all.every((tab) => tab.parley.connection.getState().isSynced), READY_WITHIN_MS);
    host.say(groupId);
    const hasHeard = () =>
      all.every((tab) =>
        tab.parley
          .messages(groupId)
          .getState()
          .items.some((item) => item.senderId),
      );
    await until(hasHeard, READY_WITHIN_MS);
    road.set({ kind: 'cut' });
    for (const { user } of [nadia, karim]) await host.parley.rest.chats.removeMember(groupId, user.id);
    for (let n = 0; n < 5; n++) for (const tab of [host, staying]) tab.say(groupId);
    await pause(1_000);
    road.set({ kind: 'none' });
    const isOut = () =>
      [here, away].every((tab) => tab.parley.messages(groupId).getState().error?.code === 'FORBIDDEN');
    const got = (await until(isOut, READY_WITHIN_MS)) ? 'shows nothing' : 'still shows it';
    expect(world, 'I8', 'who was removed', 'shows nothing', got);
    return 'one of each';
  },
};
