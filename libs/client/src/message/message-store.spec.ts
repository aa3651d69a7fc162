import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';

const inputsOf = ({ network }: World, name: string) =>
  network.commands.filter(({ command }) => command === name).map(({ input }) => input);
const seqsOf = ({ parley }: World) =>
  parley
    .messages('c1')
    .getState()
    .items.map(({ seq }) => seq);

function benSends({ server }: World, count: number): void {
  for (let index = 0; index < count; index++) {
    const clientMsgId = `ben-${server.messages('c1').length + 1}`;
    server.send('ben', { chatId: 'c1', clientMsgId, text: clientMsgId });
  }
}

/** The chat is open; it had this many messages before. */
async function buildOpen(count: number): Promise<World> {
  const world = buildWorld();
  world.server.pageSize = 4;
  benSends(world, count);
  world.parley.start();
  await settle();
  world.parley.messages('c1').open();
  await settle();
  return world;
}

describe('a message store', () => {
  it('is the same one at every call', () => {
    const { parley } = buildWorld();
    expect(parley.messages('c1')).toBe(parley.messages('c1'));
  });

  it('opens at the first unread message with the divider, and pages both ways', async () => {
    const world = await buildOpen(20);
    const thread = world.parley.messages('c1');
    expect(thread.getState()).toMatchObject({ isLoaded: true, firstUnreadSeq: 1, hasBefore: false, hasAfter: true });
    expect(seqsOf(world)).toEqual([1, 2, 3, 4]);
    await thread.loadAfter();
    expect(seqsOf(world)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    await thread.jumpToLatest();
    expect(seqsOf(world)).toEqual([17, 18, 19, 20]);
    await thread.loadBefore();
    expect(seqsOf(world)).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
    await thread.loadAround(10);
    expect(seqsOf(world)).toContain(10);
    thread.close();
    expect(thread.getState().firstUnreadSeq).toBeNull();
    await world.parley.stop();
  });

  it('keeps an own message on screen that is acknowledged while all else is still fetched after a reconnect', async () => {
    const world = await buildOpen(2);
    const { parley, network, clock } = world;
    const thread = parley.messages('c1');
    network.cut();
    thread.send('hello');
    const timesShown: number[] = [];
    thread.subscribe(({ items, pending }) => {
      timesShown.push([...items, ...pending].filter(({ text }) => text === 'hello').length);
    });
    network.isAuto = false;
    await clock.advance(5_000);
    // The socket's packets come through, and no HTTP answer: the resync does not end.
    const ofSocket = () => network.packets.findIndex(({ connection }) => connection !== null);
    for (let index = ofSocket(); index >= 0; index = ofSocket()) {
      network.deliver(index);
      await settle();
    }
    expect(thread.getState()).toMatchObject({ pending: [] });
    expect(thread.getState().items.at(-1)).toMatchObject({ text: 'hello' });
    expect(new Set(timesShown)).toEqual(new Set([1]));
    network.isAuto = true;
    await parley.stop();
  });

  it('opens at the latest page when everything was read', async () => {
    const world = buildWorld();
    world.server.pageSize = 4;
    benSends(world, 10);
    world.server.read('ana', 'c1', 10);
    world.parley.messages('c1').open();
    world.parley.start();
    await world.clock.advance(1);
    expect(world.parley.messages('c1').getState()).toMatchObject({ firstUnreadSeq: null, hasAfter: false });
    await world.parley.stop();
  });

  it('takes the page of the server render without fetching it again', async () => {
    const items = [{ ...(await firstMessage()), text: 'rendered' }];
    const page = { items, hasBefore: false, hasAfter: false, headRev: 1 };
    const world = buildWorld({ initial: { messages: { c1: page } } });
    benSends(world, 1);
    expect(world.parley.messages('c1').getState()).toMatchObject({ isLoaded: true, items });
    world.parley.messages('c1').open();
    world.parley.start();
    await settle();
    expect(world.network.requests).not.toContain('GET chats/c1/messages');
    await world.parley.stop();
  });

  it('shows the error of a chat that is not ours, and live messages of one that is', async () => {
    const world = await buildOpen(0);
    benSends(world, 1);
    await settle();
    expect(seqsOf(world)).toEqual([1]);
    const foreign = world.parley.messages('foreign');
    foreign.open();
    await settle();
    expect(foreign.getState().error?.code).toBe('FORBIDDEN');
    await world.parley.stop();
  });

  it('is in step although a chat that is open was taken away while the connection was lost', async () => {
    const world = await buildOpen(3);
    world.network.cut();
    world.server.setMember('c1', false);
    await world.clock.advance(10_000);
    await settle();
    expect(world.parley.connection.getState()).toMatchObject({ status: 'online', isSynced: true });
    expect(world.parley.messages('c1').getState().error?.code).toBe('FORBIDDEN');
    await world.parley.stop();
  });

  it('moves the ticks: sent, delivered, read', async () => {
    const world = await buildOpen(0);
    const thread = world.parley.messages('c1');
    thread.send('hello');
    await settle();
    const [message] = thread.getState().items;
    if (!message) throw new Error('no message');
    expect(thread.tickOf(message)).toBe('sent');
    world.server.delivered('ben', 'c1', 1);
    await settle();
    expect(thread.tickOf(message)).toBe('delivered');
    world.server.read('ben', 'c1', 1);
    await settle();
    expect(thread.tickOf(message)).toBe('read');
    expect(thread.tickOf({ ...message, senderId: 'ben' })).toBeNull();
    await world.parley.stop();
  });

  it('reports reading once for a burst, forward only, and again after a lost connection', async () => {
    const world = await buildOpen(3);
    const thread = world.parley.messages('c1');
    for (const seq of [1, 3, 2]) thread.markRead(seq);
    await world.clock.advance(300);
    expect(inputsOf(world, 'markRead')).toEqual([{ chatId: 'c1', seq: 3 }]);
    expect(world.parley.chats.getState()).toMatchObject({ unreadChats: 0, byId: { c1: { unread: 0 } } });
    world.network.handshakes = ['NETWORK'];
    world.network.cut();
    benSends(world, 1);
    thread.markRead(4);
    await world.clock.advance(10_000);
    expect(inputsOf(world, 'markRead')).toHaveLength(2);
    expect(world.server.chat('c1').unread).toBe(0);
    await world.parley.stop();
  });

  it('tells that messages were delivered, once for a burst', async () => {
    const world = await buildOpen(2);
    await world.clock.advance(200);
    benSends(world, 3);
    await world.clock.advance(200);
    expect(inputsOf(world, 'markDelivered')).toEqual([
      { chatId: 'c1', seq: 2 },
      { chatId: 'c1', seq: 5 },
    ]);
    await world.parley.stop();
  });

  it('types by the rules: one start in 3 s, a stop after 4 s idle, on clear and on send', async () => {
    const world = await buildOpen(0);
    const thread = world.parley.messages('c1');
    const typed = () => inputsOf(world, 'typing').map((input) => (input as { isTyping: boolean }).isTyping);
    thread.setTyping(true);
    thread.setTyping(true);
    expect(typed()).toEqual([true]);
    await world.clock.advance(3_000);
    thread.setTyping(true);
    expect(typed()).toEqual([true, true]);
    await world.clock.advance(4_000);
    expect(typed()).toEqual([true, true, false]);
    thread.setTyping(false);
    expect(typed()).toEqual([true, true, false]);
    thread.setTyping(true);
    thread.send('hello');
    expect(typed()).toEqual([true, true, false, true, false]);
    await world.parley.stop();
  });

  it('repeats the focus while focused, after a reconnect too, and ends it', async () => {
    const world = await buildOpen(0);
    const thread = world.parley.messages('c1');
    thread.setFocused(true);
    await world.clock.advance(10_000);
    const focused = { chatId: 'c1', isFocused: true };
    expect(inputsOf(world, 'openChat')).toEqual([{ chatId: 'c1', isFocused: false }, focused, focused]);
    world.network.cut();
    await world.clock.advance(1_000);
    expect(inputsOf(world, 'openChat')).toHaveLength(4);
    thread.close();
    await world.clock.advance(30_000);
    expect(inputsOf(world, 'openChat')).toHaveLength(4);
    expect(inputsOf(world, 'closeChat')).toEqual([{ chatId: 'c1' }]);
    await world.parley.stop();
  });

  it('finds by the head check what no fact told', async () => {
    const world = await buildOpen(1);
    const announce = world.server.announce;
    world.server.announce = () => undefined;
    benSends(world, 2);
    world.server.announce = announce;
    await settle();
    expect(seqsOf(world)).toEqual([1]);
    world.signals.change();
    await settle();
    expect(seqsOf(world)).toEqual([1, 2, 3]);
    await world.parley.stop();
  });
});

async function firstMessage() {
  const world = buildWorld();
  benSends(world, 1);
  const [message] = world.server.messages('c1');
  if (!message) throw new Error('no message');
  return message;
}
