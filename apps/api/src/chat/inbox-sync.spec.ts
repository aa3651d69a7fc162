import { type ChatDto, type InboxSyncDto, type KnownChatDto, type ReadyDto, toKnownChat } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, type TestPerson } from '../testing/test-person';
import { InboxSync } from './inbox-sync';

describe(InboxSync.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let lina: TestPerson;
  let chats: ChatDto[];

  beforeAll(async () => {
    server = await startTestApp({ limits: { syncPageMax: 3 } });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    lina = await buildPerson(server, { name: 'Lina Kaci' });
    const group = { type: 'group', title: 'Club', memberIds: [amel.id, lina.id] };
    chats = [await yacine.chatWith(amel), await yacine.call<ChatDto>('POST', '/chats', group)];
    await yacine.send(idOf(0), 'hello');
    chats = await Promise.all(chats.map(({ id }) => amel.call<ChatDto>('GET', `/chats/${id}`)));
  });

  afterEach(() => {
    amel.disconnect();
  });

  const idOf = (index: number) => chats[index]?.id ?? '';
  const sync = (known: KnownChatDto[], epoch?: string, person = amel) =>
    person.call<InboxSyncDto>('POST', '/chats/sync', { known, ...(epoch && { epoch }) });
  const held = () => chats.map(toKnownChat);

  it('sends nothing to a client that has it all, and everything to one that has nothing', async () => {
    const { epoch, ...answer } = await sync(held());
    expect(answer).toEqual({
      reset: false,
      chats: [],
      goneIds: [],
      counts: { unreadChats: 1 },
      notificationCounts: { unseen: 1, unread: 1 },
      hasMore: false,
    });
    expect(epoch).not.toBe('');
    expect((await sync([])).chats).toEqual([chats[0], chats[1]]);
  });

  /** Each way in which a chat of Amel's can change while she is away. */
  const changes: [string, () => Promise<unknown>][] = [
    ['a message', () => yacine.send(idOf(0), 'more')],
    ['a message of mine from another device', () => amel.send(idOf(0), 'mine')],
    ['a read of mine on another device', () => amel.call('PUT', `/chats/${idOf(0)}/read`, { seq: 1 })],
    ['a delivery', async () => amel.emit(await amel.connect(), 'markDelivered', { chatId: idOf(0), seq: 1 })],
    ['a flag of mine', () => amel.call('PUT', `/chats/${idOf(0)}/preferences`, { isPinned: true })],
    ['a title', () => yacine.call('PATCH', `/chats/${idOf(1)}`, { title: 'Chess' })],
    ['a role', () => yacine.call('PATCH', `/chats/${idOf(1)}/members/${lina.id}`, { role: 'admin' })],
    ['somebody who left', () => lina.call('DELETE', `/chats/${idOf(1)}/members/${lina.id}`)],
    [
      'an edit',
      async () => {
        const { message } = await yacine.send(idOf(0), 'draft');
        chats[0] = await amel.call<ChatDto>('GET', `/chats/${idOf(0)}`);
        await yacine.call('PATCH', `/messages/${message.id}`, { text: 'edited' });
      },
    ],
    [
      'a new chat',
      async () => yacine.send((await yacine.chatWith(amel, { type: 'order', id: 'x', title: 'x' })).id, 'new'),
    ],
  ];

  it.each(changes)('sends exactly what differs after %s', async (_, change) => {
    await change();
    const { chats: sent } = await sync(held());
    expect(sent).toHaveLength(1);
    expect(sent).toEqual([await amel.call<ChatDto>('GET', `/chats/${sent[0]?.id}`)]);
    const current = new Map([...chats, ...sent].map((chat) => [chat.id, toKnownChat(chat)]));
    expect((await sync([...current.values()])).chats).toEqual([]);
  });

  it("is silent about another person's flags", async () => {
    await yacine.call('PUT', `/chats/${idOf(0)}/preferences`, { isPinned: true });
    expect((await sync(held())).chats).toEqual([]);
  });

  it('names chats one is out of, and those that never were', async () => {
    await yacine.call('DELETE', `/chats/${idOf(1)}/members/${amel.id}`);
    const never = { chatId: '65f000000000000000000000', headRev: 1, infoRev: 1, markers: 0 };
    const answer = await sync([...held(), never]);
    expect(answer.goneIds.sort()).toEqual([idOf(1), never.chatId].sort());
    expect(answer.chats).toEqual([]);
  });

  it('starts afresh when the epoch is another one', async () => {
    const { epoch } = await sync(held());
    expect(await sync(held(), epoch)).toMatchObject({ reset: false, chats: [] });
    const fresh = await sync(held(), 'restored');
    expect(fresh).toMatchObject({ reset: true, epoch, goneIds: [] });
    expect(fresh.chats.map(({ id }) => id)).toEqual([idOf(0), idOf(1)]);
  });

  it('looks at the newest chats and at the known ones, and says when there are more', async () => {
    for (const id of ['a', 'b', 'c']) {
      const chat = await yacine.chatWith(amel, { type: 'order', id, title: id });
      await yacine.send(chat.id, id);
    }
    const answer = await sync(held());
    expect(answer.hasMore).toBe(true);
    expect(answer.chats.map(({ context }) => context?.id)).toEqual(['c', 'b', 'a']);
    await lina.send(idOf(1), 'up');
    await yacine.call('PUT', `/chats/${idOf(0)}/read`, { seq: 1 });
    await amel.send(idOf(0), 'old, but known');
    expect((await sync(held())).chats.map(({ id }) => id)).toEqual(expect.arrayContaining([idOf(0), idOf(1)]));
  });

  it('is the same over the socket, whose epoch is the one of ready', async () => {
    const socket = await amel.connect();
    const ready = new Promise<ReadyDto>((resolve) => socket.once('ready', resolve));
    socket.disconnect().connect();
    const { epoch } = await ready;
    const answer = await amel.emit(socket, 'syncInbox', { epoch, known: [] });
    expect(answer).toEqual({ success: true, data: await sync([], epoch) });
  });

  it.each([
    {},
    { known: null },
    { known: {} },
    { known: [null] },
    { known: [[]] },
    { known: ['x'] },
    { known: [{ chatId: 'abc', headRev: 1, infoRev: 1, markers: 1 }] },
    { known: [{ chatId: '65f000000000000000000000', headRev: -1, infoRev: 1, markers: 1 }] },
    { known: [{ chatId: '65f000000000000000000000', headRev: { $gt: 0 }, infoRev: 1, markers: 1 }] },
    { known: [{ chatId: '65f000000000000000000000', headRev: 1, infoRev: 1, markers: 1, userId: 'x' }] },
    {
      known: Array.from({ length: 201 }, () => ({
        chatId: '65f000000000000000000000',
        headRev: 1,
        infoRev: 1,
        markers: 1,
      })),
    },
    { known: [], epoch: 5 },
    { known: [], sinceRev: 0 },
  ])('refuses %j', async (body) => {
    const answer = await amel.request('POST', '/chats/sync', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
  });
});
