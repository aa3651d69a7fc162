import {
  CATEGORIES_MAX,
  type CategoryLabels,
  FIRST_CATEGORIES,
  LOCALES,
  type TicketCategoriesDto,
  type TicketCategoryDto,
} from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { CategoryEditing } from './category-editing';
import { CategoryStore } from './category-store';
import { TicketCategories } from './ticket-categories';
import { CategoryList } from './ticket-category.schema';

describe(TicketCategories.name, () => {
  let server: TestApp;
  let customer: TestPerson;
  let agent: TestPerson;
  let admin: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
    customer = await buildPerson(server, { name: 'Amel Haddad' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
  });

  afterAll(() => server?.stop());

  const model = () => server.app.get<Model<CategoryList>>(getModelToken(CategoryList.name));

  beforeEach(async () => {
    await model().deleteMany({});
    await server.app.get(CategoryStore).load();
  });

  const all = () => agent.call<TicketCategoriesDto>('GET', '/ticket-categories/all');
  const offered = async () => {
    const { categories } = await customer.call<TicketCategoriesDto>('GET', '/ticket-categories');
    return categories.map(({ key }) => key);
  };
  const add = (key: string, labels: CategoryLabels = { en: key }) =>
    admin.request<TicketCategoriesDto>('POST', '/ticket-categories', { key, labels });
  const put = (key: string, input: object) =>
    admin.request<TicketCategoriesDto>('PUT', `/ticket-categories/${key}`, input);
  const keysOf = ({ categories }: TicketCategoriesDto) => categories.map(({ key }) => key);

  it('are the product’s four, in every language, until somebody changes them; a start writes nothing', async () => {
    expect(keysOf(await all())).toEqual(FIRST_CATEGORIES);
    for (const locale of LOCALES) {
      const names = (await all()).categories.map((category) => category.labels[locale] ?? '');
      expect(new Set(names.filter((name) => name !== '')).size).toBe(4);
    }
    expect(await model().countDocuments()).toBe(0);
  });

  it('get one more, renamed, moved and no longer offered; nothing is removed', async () => {
    await add('refund', { fr: ' Remboursement ', ar: 'استرداد' });
    const { version } = await all();
    const renamed = await admin.call<TicketCategoriesDto>('PUT', '/ticket-categories/booking', {
      ...{ labels: { en: 'Flights' }, isOffered: false, version },
    });
    const keys = ['refund', 'complaint', 'general', 'booking', 'destination'];
    const moved = await admin.call<TicketCategoriesDto>('PUT', '/ticket-categories/order', {
      ...{ keys, version: renamed.version },
    });
    expect(keysOf(moved)).toEqual(keys);
    expect(await all()).toEqual(moved);
    expect(moved.categories[0]).toEqual({
      ...{ key: 'refund', labels: { fr: 'Remboursement', ar: 'استرداد' }, isOffered: true },
    });
    expect(await offered()).toEqual(['refund', 'complaint', 'general', 'destination']);
    expect(await customer.call<TicketCategoryDto>('GET', '/ticket-categories/booking')).toEqual({
      ...{ key: 'booking', labels: { en: 'Flights' }, isOffered: false },
    });
    expect(await customer.request('GET', '/ticket-categories/unheard-of')).toMatchObject({ status: 404 });
  });

  it('are offered to visitors who have no session', async () => {
    const answer = await fetch(`${server.url}/api/ticket-categories`);
    expect(await answer.json()).toMatchObject({ success: true, data: { categories: { length: 4 } } });
  });

  it('keep a key for ever, and names of routes and lists to themselves', async () => {
    await add('refund');
    for (const key of ['refund', 'general', 'all', 'order']) {
      expect(await add(key)).toMatchObject({ status: 409, body: { error: { fields: { key: 'is taken' } } } });
    }
  });

  it.each([
    ['a key of one letter', () => add('a')],
    ['a key with a capital', () => add('Refund')],
    ['a key that is too long', () => add('a'.repeat(33))],
    ['no name in any language', () => add('refund', {})],
    ['a name of white space', () => add('refund', { en: ' ' })],
    ['a name that is too long', () => add('refund', { en: 'a'.repeat(61) })],
    ['a language that there is not', () => add('refund', { en: 'a', de: 'b' } as CategoryLabels)],
    ['an order that leaves one out', () => put('order', { keys: ['general', 'booking'], version: 0 })],
    [
      'an order that has one twice',
      () => put('order', { keys: ['general', 'general', 'booking', 'destination', 'complaint'], version: 0 }),
    ],
    ['no version', () => put('general', { labels: { en: 'a' }, isOffered: true })],
  ])('are not changed by %s', async (_, change) => {
    expect(await change()).toMatchObject({ status: 400 });
    expect(keysOf(await all())).toEqual(FIRST_CATEGORIES);
  });

  it('have an end', async () => {
    const { categories } = await all();
    const more = Array.from({ length: CATEGORIES_MAX - 4 }, (_, n) => ({
      ...{ key: `own-${n}`, labels: { en: 'a' }, isOffered: true },
    }));
    await server.app.get(CategoryStore).replace(await all(), [...categories, ...more]);
    expect(await add('one-more')).toMatchObject({ status: 400 });
  });

  it('always leave customers something to choose', async () => {
    for (const [version, key] of FIRST_CATEGORIES.entries()) {
      const { status } = await put(key, { labels: { en: key }, isOffered: false, version });
      expect(status).toBe(version < 3 ? 200 : 400);
    }
    expect(await offered()).toEqual(['complaint']);
  });

  describe(CategoryEditing.name, () => {
    it('lets one of two changes of the same list stand, and the other see a conflict', async () => {
      const answers = await Promise.all(
        ['A', 'B', 'C', 'D'].map((en) => put('general', { labels: { en }, isOffered: true, version: 0 })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      const winner = answers.find(({ body }) => body.success)?.body;
      expect(await all()).toEqual(winner?.success && winner.data);
      expect(await put('general', { labels: { en: 'E' }, isOffered: true, version: 0 })).toMatchObject({ status: 409 });
    });

    it('lets all of several new ones stand', async () => {
      const answers = await Promise.all(['one', 'two', 'three'].map((key) => add(key)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(new Set(keysOf(await all()))).toEqual(new Set([...FIRST_CATEGORIES, 'one', 'two', 'three']));
    });
  });

  describe(CategoryStore.name, () => {
    it('answers from its copy, and reads again after a change', async () => {
      const store = server.app.get(CategoryStore);
      const read = jest.spyOn(model(), 'findById');
      await store.read();
      await store.read();
      expect(read).not.toHaveBeenCalled();
      await add('refund');
      expect(keysOf(await store.read())).toContain('refund');
      read.mockRestore();
    });

    it('does not keep an answer that a change overtook', async () => {
      const store = server.app.get(CategoryStore);
      let release: () => void = () => undefined;
      const held = new Promise<null>((resolve) => {
        release = () => resolve(null);
      });
      const slow = { lean: () => ({ exec: () => held }) } as never;
      const read = jest.spyOn(model(), 'findById').mockReturnValueOnce(slow);
      const old = store.load();
      await add('refund');
      release();
      expect(keysOf(await old)).not.toContain('refund');
      expect(keysOf(await store.read())).toContain('refund');
      read.mockRestore();
    });
  });
});
