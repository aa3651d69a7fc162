import { randomUUID } from 'node:crypto';
import type { MarketplaceEventDto } from '@app/contracts';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { MarketplaceEvent } from './event.schema';
import { EventLog, type NewEvent } from './event-log';

const KEY = 'the-key-of-the-marketplace-32-bytes';

describe(EventLog.name, () => {
  let server: TestApp;
  let someone: TestPerson;

  beforeAll(async () => {
    server = await startTestApp({ env: { SERVER_KEYS: KEY } });
    someone = await buildPerson(server);
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    await model().collection.deleteMany({});
  });

  const model = () => server.app.get<Model<MarketplaceEvent>>(getModelToken(MarketplaceEvent.name));
  const newLog = () => new EventLog(model());

  const build = (key: string = randomUUID()): NewEvent => ({
    key,
    type: 'offer.made',
    occurredAt: new Date('2026-11-21T10:00:00.000Z'),
    data: {
      chatId: key,
      context: { type: 'listing', id: 'bike' },
      offer: {
        id: 'a'.repeat(24),
        makerId: 'b'.repeat(24),
        amount: 4_500_000,
        currency: 'DZD',
        state: 'live',
        counterOfId: null,
        expiresAt: '2026-11-23T10:00:00.000Z',
        closedAt: null,
        closedById: null,
      },
    },
  });

  const get = (query = '', authorization = `ServerKey ${KEY}`) =>
    someone.request<MarketplaceEventDto[]>('GET', `/events${query}`, undefined, { authorization });
  const read = async (query = '') => {
    const { body } = await get(query);
    if (!body.success) throw new Error(body.error.code);
    return body.data;
  };

  it('gives every fact once and whole, oldest first, from wherever the reader stands', async () => {
    const log = newLog();
    const [first, second, third] = [build('one'), build('two'), build('three')];
    for (const event of [first, second, second, third]) await log.record(event as NewEvent);
    const all = await read();
    expect(all.map(({ id, data }) => [id, data.chatId])).toEqual([
      ['1', 'one'],
      ['2', 'two'],
      ['3', 'three'],
    ]);
    expect(all[0]).toEqual({ id: '1', type: 'offer.made', occurredAt: '2026-11-21T10:00:00.000Z', data: first?.data });
    expect((await read('?after=1&limit=1')).map(({ id }) => id)).toEqual(['2']);
    expect(await read('?after=3')).toEqual([]);
  });

  it('numbers densely what several processes record at once', async () => {
    const [a, b, c] = [newLog(), newLog(), newLog()];
    const keys = Array.from({ length: 30 }, () => randomUUID());
    await Promise.all(keys.map((key, index) => [a, b, c][index % 3]?.record(build(key))));
    await Promise.all(keys.map((key) => a.record(build(key))));
    const all = await read('?limit=100');
    expect(all.map(({ id }) => Number(id))).toEqual(keys.map((_, index) => index + 1));
    expect(all.map(({ data }) => data.chatId).sort()).toEqual([...keys].sort());
  });

  it.each(['?after=-1', '?after=x', '?limit=0', '?limit=101', '?before=1'])('refuses %s', async (query) => {
    expect(await get(query)).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
  });

  it('is closed to people', async () => {
    const answer = await get('', `Bearer ${someone.session.accessToken}`);
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
  });
});
