import { createMemoryStorage } from '../outbox/memory-storage';
import { buildMessage } from '../testing/build';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';
import { withReaction } from './own-changes';

const thread = ({ parley }: World) => parley.messages('c1');
const first = (world: World) => thread(world).getState().items[0];
const commandsOf = ({ network }: World) =>
  network.commands.map(({ command }) => command).filter((name) => /^(send|edit|delete|reactTo)Message$/.test(name));

/** One message of Ana's and one of Ben's are on screen; packets wait for the test. */
async function buildOpen(options: Parameters<typeof buildWorld>[0] = {}): Promise<World> {
  const world = buildWorld(options);
  world.server.send('ana', { chatId: 'c1', clientMsgId: 'a', text: 'mine' });
  world.server.send('ben', { chatId: 'c1', clientMsgId: 'b', text: 'his' });
  world.parley.start();
  thread(world).open();
  await settle();
  world.network.isAuto = false;
  return world;
}

async function deliverAll({ network }: World): Promise<void> {
  await settle();
  while (network.deliver()) await settle();
}

describe('own changes', () => {
  it('are shown at once and confirmed by the server', async () => {
    const world = await buildOpen();
    thread(world).edit('c1-1', 'mine, better ');
    thread(world).react('c1-2', '👍', true);
    expect(first(world)).toMatchObject({ text: 'mine, better', editedAt: expect.any(String) });
    expect(thread(world).getState().items[1]?.reactions).toEqual([{ emoji: '👍', userIds: ['ana'] }]);
    expect(thread(world).getState().changes).toMatchObject([
      { kind: 'edit', messageId: 'c1-1', status: 'sending' },
      { kind: 'react', messageId: 'c1-2', emoji: '👍', isOn: true },
    ]);
    await deliverAll(world);
    expect(thread(world).getState().changes).toEqual([]);
    expect(thread(world).getState().items).toEqual(world.server.messages('c1'));
    thread(world).remove('c1-1');
    expect(first(world)).toMatchObject({ text: '', deletedAt: expect.any(String) });
    await deliverAll(world);
    expect(thread(world).getState().items).toEqual(world.server.messages('c1'));
    expect(first(world)?.deletedAt).not.toBeNull();
    await world.parley.stop();
  });

  it('are rolled back when refused for good, kept as failed, and can be tried again or dropped', async () => {
    const world = await buildOpen();
    world.server.sendFaults.push(refuse('EDIT_WINDOW_CLOSED'), refuse('TOO_MANY_REACTIONS'));
    const edit = thread(world).edit('c1-1', 'too late');
    const reaction = thread(world).react('c1-2', '👍', true);
    await deliverAll(world);
    expect(thread(world).getState().items).toEqual(world.server.messages('c1'));
    expect(first(world)?.text).toBe('mine');
    expect(thread(world).getState().changes).toMatchObject([
      { id: edit.id, status: 'failed', errorCode: 'EDIT_WINDOW_CLOSED' },
      { id: reaction.id, status: 'failed', errorCode: 'TOO_MANY_REACTIONS' },
    ]);
    thread(world).discard(edit.id);
    thread(world).retry(reaction.id);
    await deliverAll(world);
    expect(thread(world).getState().changes).toEqual([]);
    expect(world.server.messages('c1')[1]?.reactions).toEqual([{ emoji: '👍', userIds: ['ana'] }]);
    await world.parley.stop();
  });

  it('replace a failed change of the same kind', async () => {
    const world = await buildOpen();
    world.server.sendFaults.push(refuse('VALIDATION'));
    thread(world).edit('c1-1', 'refused');
    await deliverAll(world);
    const again = thread(world).edit('c1-1', 'taken');
    expect(
      thread(world)
        .getState()
        .changes.map(({ id }) => id),
    ).toEqual([again.id]);
    await deliverAll(world);
    expect(world.server.messages('c1')[0]?.text).toBe('taken');
    await world.parley.stop();
  });

  it('travel in one line with messages, one at a time, and again after a passing fault', async () => {
    const world = await buildOpen();
    world.server.sendFaults.push(refuse('BUSY'));
    thread(world).send('three');
    thread(world).edit('c1-1', 'edited');
    thread(world).send('four');
    thread(world).react('c1-2', '❤️', true);
    for (let round = 0; round < 10; round++) {
      await deliverAll(world);
      await world.clock.advance(2_000);
    }
    expect(commandsOf(world)).toEqual(['sendMessage', 'sendMessage', 'editMessage', 'sendMessage', 'reactToMessage']);
    expect(world.network.mostSendsInFlight).toBe(1);
    expect(thread(world).getState().items).toEqual(world.server.messages('c1'));
    await world.parley.stop();
  });

  it('name an edit, so that its repeat is known as one', async () => {
    const world = await buildOpen();
    world.server.sendFaults.push(refuse('BUSY'));
    const { id } = thread(world).edit('c1-1', 'edited');
    for (let round = 0; round < 3; round++) {
      await deliverAll(world);
      await world.clock.advance(2_000);
    }
    const edits = world.network.commands.filter(({ command }) => command === 'editMessage');
    expect(edits.map(({ input }) => (input as { changeId?: string }).changeId)).toEqual([id, id]);
    await world.parley.stop();
  });

  it('made offline survive a reload', async () => {
    const storage = createMemoryStorage();
    const before = await buildOpen({ storage });
    await before.parley.stop();
    thread(before).edit('c1-1', 'edited offline');
    thread(before).react('c1-2', '👍', true);
    await settle();

    const after = buildWorld({ storage });
    after.server.send('ana', { chatId: 'c1', clientMsgId: 'a', text: 'mine' });
    after.server.send('ben', { chatId: 'c1', clientMsgId: 'b', text: 'his' });
    after.parley.start();
    await settle();
    expect(after.server.messages('c1')).toMatchObject([
      { text: 'edited offline' },
      { reactions: [{ emoji: '👍', userIds: ['ana'] }] },
    ]);
    expect(await storage.load('ana')).toEqual([]);
    await after.parley.stop();
  });

  it('keep the rows that they do not touch, and their own row while nothing happens to it', async () => {
    const world = await buildOpen();
    thread(world).react('c1-1', '👍', true);
    const [one, two] = thread(world).getState().items;
    world.server.read('ben', 'c1', 2);
    await deliverAll(world);
    thread(world).react('c1-2', '👍', true);
    thread(world).markRead(2);
    expect(thread(world).getState().items[1]).not.toBe(two);
    const shown = thread(world).getState().items;
    world.network.announce({ name: 'messageRead', data: { chatId: 'c1', userId: 'ben', seq: 2 } });
    world.network.packets.at(-1)?.deliver();
    expect(thread(world).getState().items).toBe(shown);
    expect(one?.reactions).toHaveLength(1);
    await world.parley.stop();
  });

  it('do not flicker back while an acknowledged change waits for an earlier one', async () => {
    const world = await buildOpen();
    world.server.react('ben', 'c1-2', '🎉', true);
    world.network.packets = [];
    thread(world).edit('c1-1', 'edited');
    const texts = new Set<string | undefined>();
    const stop = world.parley.messages('c1').subscribe(({ items }) => texts.add(items[0]?.text));
    await deliverAll(world);
    await world.clock.advance(1_000);
    await deliverAll(world);
    stop();
    expect([...texts]).toEqual(['edited']);
    expect(thread(world).getState().items).toEqual(world.server.messages('c1'));
    await world.parley.stop();
  });

  it('an old own message that somebody reacts to is not taken for one on its way', async () => {
    const world = buildWorld();
    world.server.pageSize = 2;
    for (let n = 1; n <= 5; n++) world.server.send('ana', { chatId: 'c1', clientMsgId: `a${n}`, text: `${n}` });
    world.parley.start();
    thread(world).open();
    await settle();
    const announce = world.server.announce;
    world.server.announce = () => undefined;
    world.server.react('ben', 'c1-5', '👍', true);
    world.server.announce = announce;
    world.server.change('c1', 1, { replyTo: null });
    await settle();
    expect(thread(world).getState().pending).toEqual([]);
    await world.parley.stop();
  });
});

describe('forwarding', () => {
  it('copies a loaded message into other chats, shown at once', async () => {
    const world = await buildOpen();
    world.server.addChat({ id: 'c2' });
    const [pending] = thread(world).forward('c1-2', ['c2']);
    expect(pending).toMatchObject({ chatId: 'c2', text: 'his', isForwarded: true });
    await deliverAll(world);
    expect(world.server.messages('c2')).toMatchObject([{ text: 'his', isForwarded: true, senderId: 'ana' }]);
    await world.parley.stop();
  });

  it('refuses what is not loaded, and tombstones', async () => {
    const world = await buildOpen();
    expect(() => thread(world).forward('unknown', ['c1'])).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
    world.server.remove('ben', 'c1-2');
    await deliverAll(world);
    expect(() => thread(world).forward('c1-2', ['c1'])).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
    await world.parley.stop();
  });
});

describe('the right to change a message', () => {
  const HOUR = 3_600_000;
  const dated =
    (isoDate: string) =>
    async (call: typeof fetch, ...given: Parameters<typeof fetch>) => {
      const response = await call(...given);
      return { ...response, headers: { get: () => new Date(isoDate).toUTCString() } } as never as Response;
    };

  it("ends with the window, by the server's clock: this device is a day ahead", async () => {
    const world = buildWorld();
    const serverNow = new Date(world.clock.now() - 24 * HOUR).toISOString();
    const real = world.network.fetch;
    const skewed = buildWorld({}, { fetch: (...given) => dated(serverNow)(real, ...given) });
    await skewed.parley.chats.load();
    const message = (minutesAgo: number) =>
      buildMessage({
        senderId: 'ana',
        createdAt: new Date(Date.parse(serverNow) - minutesAgo * 60_000).toISOString(),
      });
    expect(skewed.parley.now()).toBeCloseTo(Date.parse(serverNow), -4);
    expect(thread(skewed).mayEdit(message(5))).toBe(true);
    expect(thread(skewed).mayRemove(message(5))).toBe(true);
    expect(thread(skewed).mayEdit(message(20))).toBe(false);
    expect(thread(skewed).mayEdit({ ...message(5), senderId: 'ben' })).toBe(false);
    expect(thread(skewed).mayEdit({ ...message(5), deletedAt: serverNow })).toBe(false);
    const pending = thread(skewed).send('hello');
    expect(Math.abs(Date.parse(pending.createdAt) - Date.parse(serverNow))).toBeLessThan(2_000);
  });
});

describe(withReaction.name, () => {
  it('adds a person once, and drops a kind with its last person', () => {
    const one = withReaction([], '👍', 'ana', true);
    expect(withReaction(one, '👍', 'ana', true)).toEqual(one);
    const both = withReaction(one, '👍', 'ben', true);
    expect(both).toEqual([{ emoji: '👍', userIds: ['ana', 'ben'] }]);
    expect(withReaction(withReaction(both, '👍', 'ana', false), '👍', 'ben', false)).toEqual([]);
  });
});
