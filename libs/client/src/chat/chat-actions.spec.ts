import { MUTED_FOR_EVER } from '@app/contracts';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';

const chat = ({ parley }: World, id = 'c1') => parley.chats.getState().byId[id];
const state = ({ parley }: World) => parley.chats.getState();

/** Three chats, all read; c3 has the latest activity. */
async function buildLoaded(): Promise<World> {
  const world = buildWorld();
  world.server.addChat({ id: 'c2' });
  world.server.addChat({ id: 'c3' });
  for (const chatId of ['c1', 'c2', 'c3']) {
    world.server.send('ben', { chatId, clientMsgId: chatId, text: `in ${chatId}` });
    world.server.read('ana', chatId, 1);
  }
  world.parley.start();
  await settle();
  return world;
}

describe('preferences', () => {
  it('are shown at once, and become what the server says', async () => {
    const world = await buildLoaded();
    world.network.isAuto = false;
    const setting = world.parley.chats.setPreferences('c1', { isPinned: true });
    expect(chat(world)?.pinnedAt).not.toBeNull();
    expect(state(world).ids).toEqual(['c1', 'c3', 'c2']);
    world.network.isAuto = true;
    await settle();
    while (world.network.deliver()) await settle();
    expect(await setting).toEqual(world.server.chat('c1'));
    expect(chat(world)).toEqual(world.server.chat('c1'));
    await world.parley.stop();
  });

  it('are taken back when refused', async () => {
    const world = await buildLoaded();
    world.server.sendFaults.push(refuse('TOO_MANY_PINS'));
    const setting = world.parley.chats.setPreferences('c1', { isPinned: true });
    expect(state(world).ids[0]).toBe('c1');
    await expect(setting).rejects.toMatchObject({ code: 'TOO_MANY_PINS' });
    expect(state(world).ids).toEqual(['c3', 'c2', 'c1']);
    await settle();
    expect(chat(world)).toEqual(world.server.chat('c1'));
    await world.parley.stop();
  });

  it('do not take back what another device said meanwhile', async () => {
    const world = await buildLoaded();
    world.network.isAuto = false;
    const setting = world.parley.chats.setPreferences('c1', { isArchived: true });
    await settle();
    const [request] = world.network.packets.splice(0);
    world.network.isAuto = true;
    world.server.prefer('c1', { mutedUntil: MUTED_FOR_EVER });
    await settle();
    request?.lose();
    await expect(setting).rejects.toMatchObject({ code: 'NETWORK' });
    expect(chat(world)).toMatchObject({ mutedUntil: MUTED_FOR_EVER, archivedAt: null });
    await world.parley.stop();
  });

  it('decide filters, badge and order', async () => {
    const world = await buildLoaded();
    const { chats } = world.parley;
    await chats.setPreferences('c1', { isMarkedUnread: true });
    expect(state(world).unreadChats).toBe(1);
    await chats.setView({ filter: 'unread' });
    expect(state(world).ids).toEqual(['c1']);
    await chats.setPreferences('c1', { mutedUntil: MUTED_FOR_EVER });
    expect(state(world)).toMatchObject({ unreadChats: 0, ids: ['c1'] });
    await chats.setPreferences('c2', { isArchived: true });
    await chats.setView({ filter: 'archived' });
    expect(state(world).ids).toEqual(['c2']);
    await chats.setView({ filter: 'awaitingReply' });
    expect(state(world).ids).toEqual(['c3', 'c1']);
    world.server.send('ana', { chatId: 'c3', clientMsgId: 'answer', text: 'yes' });
    await settle();
    expect(state(world).ids).toEqual(['c1']);
    await chats.setView({ filter: 'all' });
    expect(state(world).ids).toEqual(['c3', 'c1']);
    world.server.send('ben', { chatId: 'c2', clientMsgId: 'again', text: 'hello?' });
    await settle();
    expect(state(world)).toMatchObject({ ids: ['c2', 'c3', 'c1'], unreadChats: 1 });
    await world.parley.stop();
  });

  it('opening a chat that is marked unread ends that', async () => {
    const world = await buildLoaded();
    await world.parley.chats.setPreferences('c1', { isMarkedUnread: true });
    world.parley.messages('c1').open();
    await settle();
    expect(chat(world)?.isMarkedUnread).toBe(false);
    expect(state(world).unreadChats).toBe(0);
    await world.parley.stop();
  });

  it('a mute ends by itself, by the clock of the server', async () => {
    const world = await buildLoaded();
    const until = new Date(world.clock.now() + 3_600_000).toISOString();
    await world.parley.chats.setPreferences('c1', { mutedUntil: until });
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'x', text: 'psst' });
    await settle();
    expect(state(world).unreadChats).toBe(0);
    // The server works it out when asked, and tells nobody.
    world.network.routes.set('GET chats/c1', () => ({ ...world.server.chat('c1'), mutedUntil: null }));
    world.network.routes.set('GET chats/counts', () => ({ unreadChats: 1 }));
    await world.clock.advance(3_601_000);
    expect(chat(world)?.mutedUntil).toBeNull();
    expect(state(world).unreadChats).toBe(1);
    await world.parley.stop();
  });
});

describe('groups', () => {
  it.each([
    [
      'createGroup',
      'POST chats',
      ({ parley }: World) => parley.chats.createGroup({ title: 'Trip', memberIds: ['ben', 'cem'] }),
    ],
    ['openSupport', 'POST chats', ({ parley }: World) => parley.chats.openSupport()],
    ['rename', 'PATCH chats/c1', ({ parley }: World) => parley.chats.rename('c1', 'Trip')],
    ['addMembers', 'POST chats/c1/members', ({ parley }: World) => parley.chats.addMembers('c1', ['cem'])],
    ['setRole', 'PATCH chats/c1/members/ben', ({ parley }: World) => parley.chats.setRole('c1', 'ben', 'admin')],
  ] as const)('%s takes the answer', async (_name, path, act) => {
    const world = await buildLoaded();
    world.network.routes.set(path, () => ({ ...world.server.chat('c1'), infoRev: 9, title: 'answered' }));
    expect(await act(world)).toMatchObject({ title: 'answered' });
    expect(chat(world)?.title).toBe('answered');
    expect(world.network.requests).toContain(path);
    await world.parley.stop();
  });

  it('leaving takes the chat off the list, and removing another shows who is left', async () => {
    const world = await buildLoaded();
    world.network.routes.set(
      'DELETE chats/c1/members/ben',
      () => world.server.update('c1', { title: 'smaller' }) && null,
    );
    await world.parley.chats.removeMember('c1', 'ben');
    await settle();
    expect(chat(world)?.title).toBe('smaller');
    world.network.routes.set('DELETE chats/c1/members/ana', () => world.server.setMember('c1', false) ?? null);
    await world.parley.chats.leave('c1');
    await settle();
    expect(state(world).ids).toEqual(['c3', 'c2']);
    await world.parley.stop();
  });
});

describe('losing a chat', () => {
  it('takes it from list, badge and screen, and being let in again brings it back', async () => {
    const world = await buildLoaded();
    const thread = world.parley.messages('c1');
    thread.open();
    await settle();
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'x', text: 'secret' });
    await settle();
    expect(state(world).unreadChats).toBe(1);
    world.server.setMember('c1', false);
    await settle();
    expect(state(world)).toMatchObject({ ids: ['c3', 'c2'], unreadChats: 0 });
    expect(thread.getState()).toMatchObject({ items: [], error: { code: 'FORBIDDEN' } });
    world.server.setMember('c1', true);
    await settle();
    expect(state(world).ids).toEqual(['c1', 'c3', 'c2']);
    expect(thread.getState()).toMatchObject({ error: null, items: [{ text: 'in c1' }, { text: 'secret' }] });
    await world.parley.stop();
  });

  it('is not undone by an answer from before', async () => {
    const world = await buildLoaded();
    world.network.isAuto = false;
    const loading = world.parley.chats.load();
    await settle();
    world.network.packets.shift()?.deliver();
    const [answer] = world.network.packets.splice(0);
    world.network.isAuto = true;
    world.server.setMember('c1', false);
    await settle();
    const seen: string[] = [];
    const stop = world.parley.chats.subscribe(({ byId }) => seen.push(...Object.keys(byId)));
    answer?.deliver();
    await loading;
    await settle();
    stop();
    expect(seen).not.toContain('c1');
    expect(state(world).ids).toEqual(['c3', 'c2']);
    await world.parley.stop();
  });

  it('is noticed after an absence', async () => {
    const world = await buildLoaded();
    world.network.cut();
    world.server.setMember('c1', false);
    await world.clock.advance(2_000);
    expect(state(world).ids).toEqual(['c3', 'c2']);
    await world.parley.stop();
  });
});

describe('the inbox digest', () => {
  const syncs = ({ network }: World) => network.commands.filter(({ command }) => command === 'syncInbox');

  it('asks after an absence for what differs only', async () => {
    const world = await buildLoaded();
    world.network.cut();
    world.server.send('ben', { chatId: 'c2', clientMsgId: 'y', text: 'while away' });
    world.server.addChat({ id: 'c4' });
    world.server.send('ben', { chatId: 'c4', clientMsgId: 'z', text: 'new chat' });
    world.network.requests.length = 0;
    await world.clock.advance(2_000);
    expect(syncs(world).at(0)?.input).toMatchObject({
      epoch: 'e1',
      known: [{ chatId: 'c3' }, { chatId: 'c2' }, { chatId: 'c1' }],
    });
    expect(world.network.requests).not.toContain('GET chats');
    expect(state(world).ids).toEqual(['c4', 'c2', 'c3', 'c1']);
    expect(state(world).unreadChats).toBe(2);
    expect(chat(world, 'c2')).toEqual(world.server.chat('c2'));
    await world.parley.stop();
  });

  it('finds by the head check what no fact told', async () => {
    const world = await buildLoaded();
    const { announce } = world.server;
    world.server.announce = () => undefined;
    world.server.prefer('c1', { isPinned: true });
    world.server.send('ben', { chatId: 'c2', clientMsgId: 'y', text: 'unheard' });
    world.server.setMember('c3', false);
    world.server.announce = announce;
    await world.clock.advance(15_000);
    expect(state(world)).toMatchObject({ ids: ['c1', 'c2'], unreadChats: 1 });
    await world.parley.stop();
  });

  it('does not take the head of a chat for all of it: something before it was lost with the connection', async () => {
    const world = await buildLoaded();
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'x', text: 'unread' });
    await settle();
    expect(chat(world)?.unread).toBe(1);
    world.network.isAuto = false;
    world.server.remove('ben', 'c1-2');
    world.server.react('ben', 'c1-1', '👍', true);
    world.network.deliver(1);
    world.network.cut();
    expect(chat(world)?.headRev).toBe(world.server.chat('c1').headRev);
    world.network.isAuto = true;
    await world.clock.advance(2_000);
    expect(chat(world)).toEqual(world.server.chat('c1'));
    expect(state(world).unreadChats).toBe(0);
    await world.parley.stop();
  });

  it('is no substitute for the pages while a filter is on', async () => {
    const world = await buildLoaded();
    await world.parley.chats.setView({ filter: 'unread' });
    world.network.cut();
    world.server.send('ben', { chatId: 'c2', clientMsgId: 'y', text: 'while away' });
    await world.clock.advance(2_000);
    expect(state(world).ids).toEqual(['c2']);
    expect(syncs(world)).toEqual([]);
    await world.parley.stop();
  });
});

describe('setBlocked', () => {
  it('shows at once what the server answered, on this device and by the fact on others', async () => {
    const world = await buildLoaded();
    await world.parley.chats.setBlocked('ben', true);
    expect(chat(world)?.isBlocked).toBe(true);
    await world.parley.chats.setBlocked('ben', false);
    expect(chat(world)).toEqual(world.server.chat('c1'));
    expect(chat(world)?.isBlocked).toBe(false);
    await world.parley.stop();
  });
});
