import type { ChatDto, UpdatedContextDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type HttpAnswer, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import { ChatContexts } from './chat-contexts';

const KEYS = ['marketplace-key-one-of-32-bytes!!', 'marketplace-key-two-of-32-bytes!!'];

describe(ChatContexts.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;

  beforeAll(async () => {
    server = await startTestApp({ env: { SERVER_KEYS: KEYS.join(', ') } });
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  afterAll(() => server?.stop());

  afterEach(() => amel.disconnect());

  const put = (path: string, card: object, authorization = `ServerKey ${KEYS[0]}`) =>
    amel.request<UpdatedContextDto>('PUT', `/contexts/${path}`, card, { authorization });
  const about = (id: string) =>
    amel.chatWith(yacine, {
      type: 'listing',
      id,
      title: 'VTT',
      price: { amount: 100, currency: 'DZD' },
      status: 'new',
    });
  const updated = (answer: HttpAnswer<UpdatedContextDto>) => answer.body.success && answer.body.data.updatedChats;

  it('replaces the whole card in the chats about it alone, and tells their members', async () => {
    const [bike, car] = [await about('bike'), await about('car')];
    const phone = await amel.connect();
    const facts = recordFacts(phone);
    const told = nextFact(phone, 'chatUpdated', ({ id }) => id === bike.id);
    const answer = await put('listing/bike', { title: 'Mountain bike', price: { currency: 'DZD', amount: 90 } });
    expect(answer).toMatchObject({ status: 200, body: { success: true, data: { updatedChats: 1 } } });
    const card = {
      title: 'Mountain bike',
      price: { amount: 90, currency: 'DZD' },
      status: null,
      url: null,
      imageUrl: null,
    };
    const fact = await told;
    expect(fact).toMatchObject({ context: { type: 'listing', id: 'bike', ...card }, infoRev: bike.infoRev + 1 });
    expect(await amel.call<ChatDto>('GET', `/chats/${bike.id}`)).toEqual(fact);
    expect(await amel.call<ChatDto>('GET', `/chats/${car.id}`)).toEqual(car);
    expect(facts.map(({ payload }) => (payload as ChatDto).id)).not.toContain(car.id);
  });

  it('does nothing for a repeat, in whatever order it is written, nor for what nobody talks about', async () => {
    await about('lamp');
    expect(updated(await put('listing/lamp', { title: 'Lamp', price: { amount: 5, currency: 'EUR' } }))).toBe(1);
    expect(updated(await put('listing/lamp', { price: { currency: 'EUR', amount: 5 }, title: 'Lamp' }))).toBe(0);
    expect(updated(await put('order/lamp', { title: 'Lamp' }))).toBe(0);
  });

  it('takes each of the keys, and no other proof', async () => {
    const card = { title: 'Table' };
    expect(await put('listing/table', card, `ServerKey ${KEYS[1]}`)).toMatchObject({ status: 200 });
    for (const bad of [`${KEYS[0]}x`, KEYS[0]?.slice(1), KEYS.join(','), 'x']) {
      const answer = await put('listing/table', card, `ServerKey ${bad}`);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'TOKEN_INVALID' } } });
    }
    for (const other of ['', 'ServerKey', `Bearer ${KEYS[0]}`, `Bearer ${amel.session.accessToken}`]) {
      const answer = await put('listing/table', card, other);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
    }
    expect(await amel.request('GET', '/auth/me', undefined, { authorization: `ServerKey ${KEYS[0]}` })).toMatchObject({
      status: 401,
    });
  });

  it.each([
    ['listing/bike', {}],
    ['listing/bike', { title: '' }],
    ['listing/bike', { title: 'a', url: 'javascript:alert(1)' }],
    ['listing/bike', { title: 'a', price: { amount: -1, currency: 'DZD' } }],
    ['listing/bike', { title: 'a', price: null }],
    ['listing/bike', { title: 'a', id: 'other' }],
    ['castle/bike', { title: 'a' }],
    ['listing/a%20b', { title: 'a' }],
    [`listing/${'a'.repeat(65)}`, { title: 'a' }],
  ])('refuses %s %j', async (path, card) => {
    expect(await put(path, card)).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
  });
});

describe('without server keys', () => {
  it('is closed', async () => {
    const server = await startTestApp();
    const amel = await buildPerson(server);
    const headers = { authorization: `ServerKey ${KEYS[0]}` };
    const answer = await amel.request('PUT', '/contexts/listing/bike', { title: 'a' }, headers);
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
    await server.stop();
  });
});
