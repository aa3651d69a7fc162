import type { ChatDto, Page } from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, type TestPerson } from '../testing/test-person';
import { ChatOpening } from './chat-opening';

describe(ChatOpening.name, () => {
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

  describe('a direct chat', () => {
    it('makes one thread per pair and context, whoever asks and however often', async () => {
      const context = { type: 'listing', id: 'bike', title: 'VTT', price: { amount: 4_800_000, currency: 'DZD' } };
      const made = await Promise.all([
        ...Array.from({ length: 5 }, () => amel.chatWith(yacine, context)),
        ...Array.from({ length: 5 }, () => yacine.chatWith(amel, context)),
      ]);
      expect(new Set(made.map((chat) => chat.id)).size).toBe(1);
      expect(made[0]?.context).toEqual({ ...context, imageUrl: null, url: null, status: null });
      expect((await amel.chatWith(yacine)).id).not.toBe(made[0]?.id);
    });

    it('knows an id in whatever case it is written', async () => {
      const chat = await amel.chatWith(yacine);
      const again = await amel.call<ChatDto>('POST', '/chats', { memberIds: [yacine.id.toUpperCase()] });
      expect(again.id).toBe(chat.id);
      const self = await amel.request('POST', '/chats', { memberIds: [amel.id.toUpperCase()] });
      expect(self).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    });

    it('refuses oneself, and an unknown person', async () => {
      expect(await amel.request('POST', '/chats', { memberIds: [amel.id] })).toMatchObject({ status: 400 });
      const unknown = await amel.request('POST', '/chats', { memberIds: ['65f000000000000000000000'] });
      expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'USER_NOT_FOUND' } } });
    });

    it.each([
      { memberIds: [] },
      { memberIds: ['65f000000000000000000000', '65f000000000000000000001'] },
      { memberIds: ['65f000000000000000000000'], title: 'Ours' },
      { memberIds: ['abc'] },
      { memberIds: 'abc' },
      {},
      { memberIds: ['65f000000000000000000000'], ownerId: 'x' },
      { memberIds: ['65f000000000000000000000'], context: { type: 'castle', id: 'a', title: 'b' } },
      {
        memberIds: ['65f000000000000000000000'],
        context: { type: 'listing', id: 'a', title: 'b', url: 'javascript:alert(1)' },
      },
      {
        memberIds: ['65f000000000000000000000'],
        context: { type: 'listing', id: 'a', title: 'b', price: { amount: 1.5, currency: 'DZD' } },
      },
    ])('refuses %j', async (body) => {
      expect(await amel.request('POST', '/chats', body)).toMatchObject({
        status: 400,
        body: { error: { code: 'VALIDATION' } },
      });
    });
  });

  describe('a support chat', () => {
    const open = (person = amel) => person.call<ChatDto>('POST', '/chats', { type: 'support' });

    it('is one for each person, found again for ever', async () => {
      const made = await Promise.all(Array.from({ length: 5 }, () => open()));
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      expect(made[0]).toMatchObject({ type: 'support', ticketId: null, members: [{ userId: amel.id }] });
      expect((await open(yacine)).id).not.toBe(made[0]?.id);
    });

    it('is heard and found by staff, who join it by answering', async () => {
      const agent = await buildPerson(server, { name: 'Nadia', role: 'agent' });
      const admin = await buildPerson(server, { name: 'Karim', role: 'admin' });
      const desk = await agent.connect();
      const chat = await open();
      const atDesk = async (person: TestPerson) =>
        (await person.call<Page<ChatDto>>('GET', '/chats?filter=support')).items.find(({ id }) => id === chat.id);
      expect(await atDesk(agent)).toBeUndefined();
      const heard = nextFact(desk, 'newMessage');
      await amel.send(chat.id, 'help');
      expect(await heard).toMatchObject({ chatId: chat.id, text: 'help' });
      expect(await atDesk(agent)).toMatchObject({ isAwaitingReply: true });
      await agent.send(chat.id, 'of course');
      expect(await atDesk(admin)).toMatchObject({ isAwaitingReply: false });
      const seen = await amel.call<ChatDto>('GET', `/chats/${chat.id}`);
      expect(seen.members.map(({ userId }) => userId)).toEqual([amel.id, agent.id]);
      expect(seen).toMatchObject({ unread: 1, isAwaitingReply: true });
      expect(await yacine.request('GET', `/chats/${chat.id}`)).toMatchObject({ status: 403 });
      agent.disconnect();
    });

    it('is not for staff', async () => {
      const agent = await buildPerson(server, { role: 'agent' });
      expect(await agent.request('POST', '/chats', { type: 'support' })).toMatchObject({ status: 403 });
    });

    it.each([{ memberIds: [] }, { title: 'Help' }, { context: { type: 'order', id: 'a', title: 'b' } }])(
      'refuses %j',
      async (more) => {
        const answer = await amel.request('POST', '/chats', { type: 'support', ...more });
        expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
      },
    );
  });
});
