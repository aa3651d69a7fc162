import { randomUUID } from 'node:crypto';
import type { NotificationCountsDto, NotificationDto, Page } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { BellMarks } from './bell-marks';

describe(BellMarks.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;

  beforeAll(async () => {
    server = await startTestApp();
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
  });

  afterEach(() => {
    amel.disconnect();
    yacine.disconnect();
  });

  const bell = async (query = '') => (await yacine.call<Page<NotificationDto>>('GET', `/notifications${query}`)).items;
  const counts = () => yacine.call<NotificationCountsDto>('GET', '/notifications/counts');
  const act = (method: string, row: NotificationDto, what: string, body?: object) =>
    yacine.call<NotificationDto>(method, `/notifications/${row.id}/${what}`, body);
  const inOneHour = () => new Date(Date.now() + 3_600_000).toISOString();
  /** As soon as a slow machine surely asks for before it is over. */
  const inAMoment = () => new Date(Date.now() + 1_500).toISOString();

  /** A row about a message from Amel. */
  async function ring(text = 'hello'): Promise<{ chatId: string; row: NotificationDto }> {
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, text);
    const [row] = await bell();
    if (!row) throw new Error('There is no row.');
    return { chatId: chat.id, row };
  }

  /** A broadcast to Yacine's language alone, as a row of his bell. */
  async function announce(): Promise<NotificationDto> {
    const admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    const variants = { en: { title: 'Sale', text: 'All weekend' } };
    await admin.call('POST', '/broadcasts', { broadcastId: randomUUID(), variants, defaultLocale: 'en' });
    const [row] = await bell();
    if (!row) throw new Error('There is no row.');
    return row;
  }

  it('archives a row on every device, and takes it back as it was', async () => {
    const { row } = await ring();
    const tab = await yacine.connect();
    const told = nextFact(tab, 'notification', ({ archivedAt }) => archivedAt !== null);
    const archived = await act('POST', row, 'archive');
    expect(await told).toEqual(archived);
    expect(archived).toMatchObject({ archivedAt: expect.any(String), readAt: null });
    expect([await bell(), await bell('?filter=unread'), await bell('?filter=archived')]).toEqual([[], [], [archived]]);
    expect(await counts()).toEqual({ unseen: 0, unread: 0 });

    expect(await act('DELETE', row, 'archive')).toEqual(row);
    expect(await bell()).toEqual([row]);
    expect(await bell('?filter=archived')).toEqual([]);
    expect(await counts()).toEqual({ unseen: 1, unread: 1 });
  });

  it('makes a new row for what happens after archiving, and then does not take the old one back', async () => {
    const { chatId, row } = await ring('first');
    await act('POST', row, 'archive');
    await amel.send(chatId, 'second');
    const [fresh] = await bell();
    expect(fresh).toMatchObject({ text: 'second', count: 1, archivedAt: null });
    expect(fresh?.id).not.toBe(row.id);
    expect(await yacine.request('DELETE', `/notifications/${row.id}/archive`)).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT' } },
    });
  });

  it('keeps a snoozed row out of the bell until its time, and then brings it back as new', async () => {
    const { row } = await ring();
    await yacine.call('POST', '/notifications/read-all');
    const tab = await yacine.connect();
    const woken = nextFact(tab, 'notification', ({ snoozedUntil, readAt }) => snoozedUntil === null && readAt === null);
    const later = inOneHour();
    expect(await act('POST', row, 'snooze', { until: later })).toMatchObject({ snoozedUntil: later });
    expect(await bell()).toEqual([]);
    expect(await bell('?filter=snoozed')).toMatchObject([{ id: row.id }]);
    await act('POST', row, 'snooze', { until: inAMoment() });
    expect(await woken).toMatchObject({ id: row.id, seenAt: null });
    expect(await bell()).toMatchObject([{ id: row.id, seenAt: null, readAt: null, snoozedUntil: null }]);
    expect(await counts()).toEqual({ unseen: 1, unread: 1 });
  });

  it('ends a snooze by hand, by a new message and by reading the chat', async () => {
    const { chatId, row } = await ring();
    await act('POST', row, 'snooze', { until: inOneHour() });
    expect(await counts()).toEqual({ unseen: 0, unread: 0 });
    expect(await act('DELETE', row, 'snooze')).toMatchObject({ snoozedUntil: null });
    expect(await bell()).toHaveLength(1);

    await act('POST', row, 'snooze', { until: inOneHour() });
    await amel.send(chatId, 'again');
    expect(await bell()).toMatchObject([{ text: 'again', snoozedUntil: null }]);

    await act('POST', row, 'snooze', { until: inOneHour() });
    await yacine.call('PUT', `/chats/${chatId}/read`, { seq: 2 });
    expect(await bell()).toMatchObject([{ readAt: expect.any(String), snoozedUntil: null }]);
  });

  it.each([
    ['the past', () => new Date(Date.now() - 1_000).toISOString()],
    ['more than 30 days', () => new Date(Date.now() + 31 * 86_400_000).toISOString()],
    ['no time', () => 'tomorrow'],
  ])('refuses to snooze until %s', async (_, until) => {
    const { row } = await ring();
    expect(await yacine.request('POST', `/notifications/${row.id}/snooze`, { until: until() })).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION', fields: { until: expect.any(String) } } },
    });
    expect(await bell()).toHaveLength(1);
  });

  it('archives and snoozes broadcasts alike', async () => {
    const row = await announce();
    const before = await counts();
    await act('POST', row, 'archive');
    expect((await bell()).map(({ id }) => id)).not.toContain(row.id);
    expect(await bell('?filter=archived&type=broadcast')).toMatchObject([{ id: row.id, type: 'broadcast' }]);
    expect(await counts()).toEqual({ unseen: before.unseen - 1, unread: before.unread - 1 });
    await act('DELETE', row, 'archive');

    await act('POST', row, 'read');
    const later = inOneHour();
    expect(await act('POST', row, 'snooze', { until: later })).toMatchObject({ snoozedUntil: later });
    expect(await bell('?filter=snoozed')).toMatchObject([{ id: row.id }]);
    const tab = await yacine.connect();
    const woken = nextFact(tab, 'notification', ({ id, snoozedUntil }) => id === row.id && snoozedUntil === null);
    const until = inAMoment();
    await act('POST', row, 'snooze', { until });
    expect(await woken).toMatchObject({ seenAt: null, readAt: null, updatedAt: until });
    expect((await bell()).find(({ id }) => id === row.id)).toMatchObject({ readAt: null });
  });

  it('shows one type when asked', async () => {
    const { row } = await ring();
    await announce();
    expect(await bell('?type=message')).toEqual([row]);
    expect((await bell('?type=broadcast')).every(({ type }) => type === 'broadcast')).toBe(true);
    expect(await bell('?type=security')).toEqual([]);
    expect(await yacine.request('GET', '/notifications?type=gossip')).toMatchObject({ status: 400 });
    expect(await yacine.request('GET', '/notifications?filter=old')).toMatchObject({ status: 400 });
  });

  it.each(['POST', 'DELETE'])('refuses %s for rows of others and unknown ones alike', async (method) => {
    const { row } = await ring();
    for (const id of [row.id, '65f000000000000000000000']) {
      for (const what of ['archive', 'snooze']) {
        const body = method === 'POST' && what === 'snooze' ? { until: inOneHour() } : undefined;
        expect(await amel.request(method, `/notifications/${id}/${what}`, body)).toMatchObject({ status: 403 });
      }
    }
  });
});
