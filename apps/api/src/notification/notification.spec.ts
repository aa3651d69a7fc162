import { randomUUID } from 'node:crypto';
import type { NotificationCountsDto, NotificationDto, Page } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { BellWriter } from './bell-writer';
import { NotificationService } from './notification.service';

describe(NotificationService.name, () => {
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

  const bell = (query = '') => yacine.call<Page<NotificationDto>>('GET', `/notifications${query}`);
  const counts = () => yacine.call<NotificationCountsDto>('GET', '/notifications/counts');

  it('groups a chat in one row, tells every tab, and clears it when the chat is read', async () => {
    const chat = await amel.chatWith(yacine);
    const tab = await yacine.connect();
    const rung = nextFact(tab, 'notification', ({ count }) => count === 2);
    const counted = nextFact(tab, 'notificationCounts');
    await amel.send(chat.id, 'first');
    await amel.send(chat.id, 'second');
    const row = await rung;
    expect(await counted).toEqual({ unseen: 1, unread: 1 });
    expect(row).toMatchObject({
      type: 'message',
      groupKey: `chat:${chat.id}`,
      text: 'second',
      data: { chatId: chat.id },
    });
    expect((await bell()).items).toEqual([row]);

    const cleared = nextFact(tab, 'notificationCounts', ({ unread }) => unread === 0);
    await yacine.call('PUT', `/chats/${chat.id}/read`, { seq: 2 });
    expect(await cleared).toEqual({ unseen: 0, unread: 0 });
    expect((await bell()).items).toMatchObject([{ id: row.id, readAt: expect.any(String), count: 0 }]);

    await amel.send(chat.id, 'third');
    expect((await bell()).items).toMatchObject([{ id: row.id, readAt: null, seenAt: null, count: 1, text: 'third' }]);
  });

  it('clears the row of an answer later when that could not be written at the moment', async () => {
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'question');
    expect(await counts()).toEqual({ unseen: 1, unread: 1 });
    const cleared = nextFact(await yacine.connect(), 'notificationCounts', ({ unread }) => unread === 0);
    const clears = jest.spyOn(server.app.get(BellWriter), 'clear').mockRejectedValueOnce(new Error('database away'));
    await yacine.send(chat.id, 'answer');
    expect(clears).toHaveBeenCalled();
    clears.mockRestore();
    expect(await cleared).toEqual({ unseen: 0, unread: 0 });
  });

  it('clears the row when its owner answers, which counts as reading', async () => {
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'question');
    expect(await counts()).toEqual({ unseen: 1, unread: 1 });
    await yacine.send(chat.id, 'answer');
    expect(await counts()).toEqual({ unseen: 0, unread: 0 });
  });

  it('does not count a repeated message twice', async () => {
    const chat = await amel.chatWith(yacine);
    const clientMsgId = randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => amel.send(chat.id, 'once', { clientMsgId })));
    expect((await bell()).items).toMatchObject([{ count: 1 }]);
  });

  it('goes from unseen to seen to read', async () => {
    for (const name of ['one', 'two']) {
      const chat = await amel.chatWith(yacine, { type: 'order', id: name, title: name });
      await amel.send(chat.id, name);
    }
    expect(await counts()).toEqual({ unseen: 2, unread: 2 });
    expect(await yacine.call('POST', '/notifications/seen-all')).toEqual({ unseen: 0, unread: 2 });
    const [row] = (await bell('?filter=unread')).items;
    const read = await yacine.call<NotificationDto>('POST', `/notifications/${row?.id}/read`);
    expect(read).toMatchObject({ id: row?.id, readAt: expect.any(String) });
    expect(await counts()).toEqual({ unseen: 0, unread: 1 });
    expect((await bell('?filter=unread')).items).toHaveLength(1);
    expect(await yacine.call('POST', '/notifications/read-all')).toEqual({ unseen: 0, unread: 0 });
  });

  it('pages personal rows and broadcasts together in time order', async () => {
    const admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    const expected: string[] = [];
    for (let i = 0; i < 6; i++) {
      const title = `item ${i}`;
      if (i % 2) {
        const variants = { en: { title, text: 'to everybody' } };
        await admin.call('POST', '/broadcasts', { broadcastId: randomUUID(), variants, defaultLocale: 'en' });
      } else {
        const chat = await amel.chatWith(yacine, { type: 'order', id: title.replace(' ', '-'), title });
        await amel.send(chat.id, title);
      }
      expected.unshift(title);
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<NotificationDto> = await bell(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map((item) => (item.type === 'broadcast' ? item.title : item.text)));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(expected);
    expect(await counts()).toEqual({ unseen: 6, unread: 6 });
  });

  it('refuses the row of another person and an unknown one alike', async () => {
    const chat = await amel.chatWith(yacine);
    await amel.send(chat.id, 'hello');
    const [row] = (await bell()).items;
    for (const id of [row?.id, '65f000000000000000000000']) {
      expect(await amel.request('POST', `/notifications/${id}/read`)).toMatchObject({
        status: 403,
        body: { error: { code: 'FORBIDDEN' } },
      });
    }
  });
});
