import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';

const inputsOf = ({ network }: World, name: string) =>
  network.commands.filter(({ command }) => command === name).map(({ input }) => input);

async function buildStarted(): Promise<World> {
  const world = buildWorld();
  world.parley.start();
  await settle();
  world.network.commands.splice(0);
  return world;
}

describe('presence', () => {
  it('asks once for all who are watched in one turn, counted, and again after a reconnect', async () => {
    const world = await buildStarted();
    const { presence } = world.parley;
    const stops = [presence.watch(['ben']), presence.watch(['ben', 'zoe'])];
    await world.clock.advance(1);
    expect(inputsOf(world, 'watchPresence')).toEqual([{ userIds: ['ben', 'zoe'] }]);
    stops[0]?.();
    await world.clock.advance(1);
    expect(inputsOf(world, 'watchPresence')).toHaveLength(1);
    stops[1]?.();
    await world.clock.advance(1);
    expect(inputsOf(world, 'watchPresence').at(-1)).toEqual({ userIds: [] });
    presence.watch(['zoe']);
    world.network.cut();
    await world.clock.advance(1_000);
    expect(inputsOf(world, 'watchPresence').at(-1)).toEqual({ userIds: ['zoe'] });
    await world.parley.stop();
  });

  it('keeps what facts say of watched people, and of nobody else', async () => {
    const { parley, network } = await buildStarted();
    parley.presence.watch(['ben']);
    for (const userId of ['ben', 'zoe']) {
      network.announce({ name: 'presence', data: { userId, state: 'online', lastSeenAt: null } });
    }
    await settle();
    expect(Object.keys(parley.presence.getState().byUserId)).toEqual(['ben']);
    await parley.stop();
  });
});

describe('activity', () => {
  it('is idle after five minutes without input, says so again after a reconnect, and is back at the first key', async () => {
    const world = await buildStarted();
    await world.clock.advance(200_000);
    world.signals.input();
    await world.clock.advance(200_000);
    expect(inputsOf(world, 'setActivity')).toEqual([]);
    await world.clock.advance(100_000);
    expect(inputsOf(world, 'setActivity')).toEqual([{ isIdle: true }]);
    world.network.cut();
    await world.clock.advance(1_000);
    world.signals.input();
    expect(inputsOf(world, 'setActivity')).toEqual([{ isIdle: true }, { isIdle: true }, { isIdle: false }]);
    await world.parley.stop();
  });
});

describe('typing of others', () => {
  const typing = (isTyping: boolean, userId = 'ben') => ({
    name: 'typing' as const,
    data: { chatId: 'c1', userId, isTyping },
  });

  it('shows who types, in order, until a stop or 7 s without news', async () => {
    const { parley, network, clock } = await buildStarted();
    network.announce(typing(true));
    network.announce(typing(true, 'zoe'));
    await clock.advance(6_900);
    expect(parley.typing.getState().byChatId).toEqual({ c1: ['ben', 'zoe'] });
    network.announce(typing(false, 'zoe'));
    network.announce(typing(true));
    await clock.advance(6_900);
    expect(parley.typing.getState().byChatId).toEqual({ c1: ['ben'] });
    await clock.advance(200);
    expect(parley.typing.getState().byChatId).toEqual({});
    await parley.stop();
  });

  it('ends with the message, and with the connection', async () => {
    const { parley, network, server } = await buildStarted();
    network.announce(typing(true));
    server.send('ben', { chatId: 'c1', clientMsgId: 'x', text: 'done' });
    await settle();
    expect(parley.typing.getState().byChatId).toEqual({});
    network.announce(typing(true));
    await settle();
    network.cut();
    expect(parley.typing.getState().byChatId).toEqual({});
    await parley.stop();
  });
});
