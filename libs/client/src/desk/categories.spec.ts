import { firstCategories, type Role, type TicketCategoriesDto, type TicketCategoryDto } from '@app/contracts';
import { buildMe } from '../testing/build';
import { buildWorld, type World } from '../testing/build-world';
import { settle } from '../testing/fake-clock';
import { refuse } from '../testing/fake-server';
import { type CategoryList, categoriesOf, createCategories } from './categories';

const LIST = 'GET ticket-categories';

const category = (key: string, part: Partial<TicketCategoryDto> = {}): TicketCategoryDto => ({
  ...{ key, labels: { en: key }, isOffered: true },
  ...part,
});

describe(createCategories.name, () => {
  let world: World;
  let list: CategoryList;
  let stored: TicketCategoriesDto;

  const begin = async (role: Role) => {
    world = buildWorld({ me: buildMe({ id: 'ana', role }) });
    stored = { version: 3, categories: [category('general'), category('refund')] };
    for (const path of [LIST, `${LIST}/all`]) world.network.routes.set(path, () => stored);
    world.parley.start();
    await settle();
    list = categoriesOf(world.parley);
  };

  afterEach(() => world.parley.stop());

  const keys = () => list.getState().categories.map(({ key }) => key);
  const asked = (path: string) => world.network.requests.filter((request) => request === path).length;

  it('are the first ones until the answer is there; customers ask for the offered ones, the staff for all', async () => {
    await begin('user');
    expect(list.getState()).toMatchObject({ categories: firstCategories(), isLoaded: false });
    await list.load();
    expect([keys(), asked(LIST), asked(`${LIST}/all`)]).toEqual([['general', 'refund'], 1, 0]);
    expect(categoriesOf(world.parley)).toBe(list);
    await world.parley.stop();
    await begin('agent');
    await list.load();
    expect([asked(LIST), asked(`${LIST}/all`)]).toEqual([0, 1]);
  });

  it('find one that is not offered any more by its key, once, however many rows want it', async () => {
    await begin('user');
    world.network.routes.set(`${LIST}/visa`, () => category('visa', { isOffered: false }));
    world.network.routes.set(`${LIST}/gone`, () => {
      throw refuse('NOT_FOUND');
    });
    for (const key of ['visa', 'gone', 'refund', 'visa', 'gone']) list.want(key);
    await settle();
    list.want('visa');
    await settle();
    expect(list.getState().others).toEqual({ visa: category('visa', { isOffered: false }), gone: null });
    expect([LIST, `${LIST}/visa`, `${LIST}/gone`, `${LIST}/refund`].map(asked)).toEqual([1, 1, 1, 0]);
  });

  it('ask again for what could not be had', async () => {
    await begin('user');
    const unavailable = () => {
      throw refuse('UNAVAILABLE');
    };
    world.network.routes.set(LIST, unavailable);
    list.want('visa');
    await settle();
    expect(list.getState()).toMatchObject({ isLoaded: false, error: { code: 'UNAVAILABLE' } });
    world.network.routes.set(LIST, () => stored);
    world.network.routes.set(`${LIST}/visa`, unavailable);
    list.want('visa');
    await settle();
    world.network.routes.set(`${LIST}/visa`, () => category('visa'));
    list.want('visa');
    await settle();
    expect(list.getState().others).toEqual({ visa: category('visa') });
  });

  it('follow what an admin does, each change by the version that it was made from', async () => {
    await begin('admin');
    await list.load();
    const sent: unknown[] = [];
    const answer = (body: Record<string, unknown>) => {
      sent.push(body);
      stored = { version: stored.version + 1, categories: [...stored.categories].reverse() };
      return stored;
    };
    for (const path of ['POST ticket-categories', 'PUT ticket-categories/refund', 'PUT ticket-categories/order']) {
      world.network.routes.set(path, answer);
    }
    await list.create({ key: 'visa', labels: { fr: 'Visa' } });
    await list.update('refund', { labels: { en: 'Money' }, isOffered: false, version: 4 });
    await list.order(['refund', 'general']);
    expect(sent).toEqual([
      { key: 'visa', labels: { fr: 'Visa' } },
      { labels: { en: 'Money' }, isOffered: false, version: 4 },
      { keys: ['refund', 'general'], version: 5 },
    ]);
    expect([keys(), list.getState().version]).toEqual([['refund', 'general'], 6]);
  });

  it('are loaded again after a reconnect, when somebody looked before', async () => {
    await begin('user');
    const reconnect = async () => {
      world.network.cut();
      await world.clock.advance(1_000);
      await settle();
    };
    await reconnect();
    expect(asked(LIST)).toBe(0);
    await list.load();
    stored = { version: 4, categories: [category('visa')] };
    await reconnect();
    expect(keys()).toEqual(['visa']);
  });
});
