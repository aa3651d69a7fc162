import type { OfferHistoryDto } from '@app/contracts';
import { buildOffer } from '../testing/build';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';

const PATH = 'GET chats/c1/offers';

const history = (id: string, state: 'live' | 'accepted' = 'live'): OfferHistoryDto => ({
  offer: buildOffer({ id, state }),
  chatId: 'c1',
  steps: [{ state: 'live', byUserId: 'ben', at: '2026-01-01T00:00:00.000Z' }],
});

describe('the offers of a chat', () => {
  let world: World;
  let stored: OfferHistoryDto[];

  beforeEach(async () => {
    world = buildWorld();
    stored = [history('o2'), history('o1', 'accepted')];
    world.network.routes.set(PATH, () => ({ items: stored, nextCursor: null }));
    world.parley.start();
    await settle();
  });

  afterEach(() => world.parley.stop());

  const list = () => world.parley.offers('c1');
  const shown = () =>
    list()
      .getState()
      .offers.map(({ offer }) => [offer.id, offer.state]);
  const asked = () => world.network.requests.filter((path) => path === PATH).length;
  const money = { amount: 5, currency: 'DZD' };

  it('are loaded when somebody looks, and are one list for all who do', async () => {
    expect(asked()).toBe(0);
    list().open();
    list().open();
    await settle();
    expect(asked()).toBe(1);
    expect(shown()).toEqual([
      ['o2', 'live'],
      ['o1', 'accepted'],
    ]);
    expect(list()).toBe(world.parley.offers('c1'));
    expect(list().getState()).toMatchObject({ isLoaded: true, isLoading: false, hasMore: false, error: null });
  });

  it('follow offers and answers, and no other messages', async () => {
    list().open();
    await settle();
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'w1', text: 'only words' });
    await settle();
    expect(asked()).toBe(1);
    stored = [history('o3'), ...stored];
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'w2', text: '', offer: money });
    await settle();
    expect(shown()[0]).toEqual(['o3', 'live']);
    stored = [history('o3', 'accepted'), ...stored.slice(1)];
    world.server.change('c1', 2, { offer: buildOffer({ id: 'o3', state: 'accepted' }) });
    await settle();
    expect(shown()[0]).toEqual(['o3', 'accepted']);
  });

  it('rest while nobody looks, and are fresh when somebody looks again', async () => {
    list().open();
    await settle();
    list().close();
    stored = [history('o3'), ...stored];
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'w2', text: '', offer: money });
    await settle();
    expect(asked()).toBe(1);
    list().open();
    await settle();
    expect(shown()).toHaveLength(3);
  });

  it('are fetched again after the connection was lost', async () => {
    list().open();
    await settle();
    world.network.cut();
    stored = [history('o2', 'accepted'), ...stored.slice(1)];
    await world.clock.advance(2_000);
    expect(shown()[0]).toEqual(['o2', 'accepted']);
  });

  it('page on, and keep older pages when the newest one changes', async () => {
    world.network.routes.set(PATH, () => ({ items: [history('o2')], nextCursor: 'next' }));
    list().open();
    await settle();
    expect(list().getState().hasMore).toBe(true);
    world.network.routes.set(PATH, () => ({ items: [history('o1', 'accepted')], nextCursor: null }));
    await list().more();
    expect(list().getState().hasMore).toBe(false);
    world.network.routes.set(PATH, () => ({ items: [history('o2', 'accepted')], nextCursor: 'next' }));
    world.server.send('ben', { chatId: 'c1', clientMsgId: 'w2', text: '', offer: money });
    await settle();
    expect(shown()).toEqual([
      ['o2', 'accepted'],
      ['o1', 'accepted'],
    ]);
    expect(list().getState().hasMore).toBe(false);
  });

  it('say why they cannot be loaded', async () => {
    world.network.routes.set(PATH, () => {
      throw refuse('FORBIDDEN');
    });
    list().open();
    await settle();
    world.network.cut();
    await world.clock.advance(2_000);
    expect(world.parley.connection.getState().isSynced).toBe(true);
    expect(list().getState()).toMatchObject({ isLoaded: false, isLoading: false, error: { code: 'FORBIDDEN' } });
  });
});
