import type { AgentDto } from '@app/contracts';
import { buildMe, buildUser } from '../testing/build';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';
import { createAgents } from './agents';
import { type Desk, deskOf } from './desk';

const LIST = 'GET desk/agents';

const agent = (name: string, overrides: Partial<AgentDto> = {}): AgentDto => ({
  user: buildUser({ id: name.toLowerCase(), name, role: 'agent' }),
  ...{ isOnline: true, isAccepting: false, capacity: 8, load: 0 },
  ...overrides,
});

describe(createAgents.name, () => {
  let world: World;
  let desk: Desk;

  beforeEach(async () => {
    world = buildWorld({ me: buildMe({ id: 'ana', role: 'agent' }) });
    world.network.routes.set(LIST, () => [agent('Ana'), agent('Zoe')]);
    world.parley.start();
    await settle();
    desk = deskOf(world.parley);
  });

  afterEach(() => world.parley.stop());

  const shown = () => desk.agents.getState().agents.map(({ user, load }) => `${user.name} ${load}`);
  const announce = (data: AgentDto) => world.network.announce({ name: 'agentUpdated', data });
  const asked = () => world.network.requests.filter((request) => request === LIST).length;

  it('follow who comes and what they hold, by name, from the first load on', async () => {
    announce(agent('Max'));
    await settle();
    expect(shown()).toEqual([]);
    await desk.agents.load();
    expect(shown()).toEqual(['Ana 0', 'Zoe 0']);
    announce(agent('Zoe', { load: 3 }));
    announce(agent('Max'));
    await settle();
    expect(shown()).toEqual(['Ana 0', 'Max 0', 'Zoe 3']);
  });

  it('do not fall behind what was told while the list was under way', async () => {
    const loading = desk.agents.load();
    announce(agent('Zoe', { load: 5 }));
    await loading;
    expect(shown()).toEqual(['Ana 0', 'Zoe 5']);
  });

  it('are fetched again after a reconnect, when somebody looked before', async () => {
    world.network.cut();
    await world.clock.advance(1_000);
    await settle();
    expect(asked()).toBe(0);
    await desk.agents.load();
    world.network.routes.set(LIST, () => [agent('Ana', { load: 1 })]);
    world.network.cut();
    await world.clock.advance(1_000);
    await settle();
    expect(shown()).toEqual(['Ana 1']);
  });

  it('change at once when one says so oneself; what is refused is thrown', async () => {
    await desk.agents.load();
    world.network.routes.set('PUT desk/agents/me', () => agent('Ana', { isAccepting: true }));
    await desk.agents.setAccepting(true);
    expect(desk.agents.getState().agents[0]).toMatchObject({ isAccepting: true });
    world.network.routes.set('PUT desk/agents/zoe', () => {
      throw refuse('FORBIDDEN');
    });
    await expect(desk.agents.setCapacity('zoe', 9)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('say why they are not there', async () => {
    world.network.routes.set(LIST, () => {
      throw refuse('UNAVAILABLE');
    });
    await desk.agents.load();
    expect(desk.agents.getState()).toMatchObject({ isLoaded: false, error: { code: 'UNAVAILABLE' } });
  });
});
