import {
  type ChatCountsDto,
  type ChatDto,
  type ChatPreferencesInput,
  MUTED_FOR_EVER,
  type NotificationDto,
  type Page,
} from '@app/contracts';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson } from '../testing/test-person';
import { ChatPreferences } from './chat-preferences';

describe(ChatPreferences.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let chat: ChatDto;

  beforeAll(async () => {
    server = await startTestApp({ limits: { pinnedChatsMax: 2 } });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    chat = await chatAbout('first');
  });

  afterEach(() => {
    amel.disconnect();
    yacine.disconnect();
  });

  async function chatAbout(id: string): Promise<ChatDto> {
    const made = await amel.chatWith(yacine, { type: 'order', id, title: id });
    await yacine.send(made.id, `about ${id}`);
    return made;
  }

  const prefer = (input: ChatPreferencesInput, person = amel, id = chat.id) =>
    person.call<ChatDto>('PUT', `/chats/${id}/preferences`, input);
  const get = (person = amel) => person.call<ChatDto>('GET', `/chats/${chat.id}`);
  const ids = async (query = '', person = amel) =>
    (await person.call<Page<ChatDto>>('GET', `/chats?${query}`)).items.map(({ id }) => id);
  const badge = async (person = amel) => (await person.call<ChatCountsDto>('GET', '/chats/counts')).unreadChats;
  const bell = async (person = amel) => (await person.call<Page<NotificationDto>>('GET', '/notifications')).items;

  it("raises the caller's infoRev alone, and tells the caller's devices alone", async () => {
    const before = [await get(), await get(yacine)] as const;
    const [a, y] = await Promise.all([amel.connect(), yacine.connect()]);
    const others = recordFacts(y);
    const told = nextFact(a, 'chatUpdated');
    const answer = await prefer({ isPinned: true });
    expect(await told).toEqual(answer);
    expect(await get()).toEqual(answer);
    expect(answer.infoRev).toBe(before[0].infoRev + 1);
    expect(answer.pinnedAt).not.toBeNull();
    // Told after it, so heard after it.
    const later = nextFact(y, 'newMessage');
    await amel.send(chat.id, 'hello');
    await later;
    expect(others.map(({ fact }) => fact)).not.toContain('chatUpdated');
    expect(await get(yacine)).toMatchObject({ infoRev: before[1].infoRev, pinnedAt: null });
  });

  it('writes and tells nothing for a repeat', async () => {
    const first = await prefer({ isPinned: true, mutedUntil: MUTED_FOR_EVER });
    expect(await prefer({ isPinned: true, mutedUntil: MUTED_FOR_EVER })).toEqual(first);
    expect(await prefer({})).toEqual(first);
  });

  describe('pinning', () => {
    it('puts pinned chats first on the first page only, whatever their age', async () => {
      const [second, third] = [await chatAbout('second'), await chatAbout('third')];
      await prefer({ isPinned: true });
      expect(await ids('limit=1')).toEqual([chat.id, third.id]);
      const { nextCursor } = await amel.call<Page<ChatDto>>('GET', '/chats?limit=1');
      expect(await ids(`limit=1&cursor=${nextCursor}`)).toEqual([second.id]);
      expect(await ids('filter=unread')).toEqual([third.id, second.id, chat.id]);
      await prefer({ isPinned: false });
      expect(await ids()).toEqual([third.id, second.id, chat.id]);
    });

    it('refuses more than the limit, of several at once too', async () => {
      const chats = [chat, await chatAbout('second'), await chatAbout('third')];
      const answers = await Promise.all(
        chats.map(({ id }) => amel.request<ChatDto>('PUT', `/chats/${id}/preferences`, { isPinned: true })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ error: { code: 'TOO_MANY_PINS' } });
    });
  });

  describe('archiving', () => {
    it('moves a chat to the archive, and a new message of anybody moves it back', async () => {
      await prefer({ isArchived: true, isPinned: false });
      expect(await ids()).toEqual([]);
      expect(await ids('filter=unread')).toEqual([]);
      expect(await ids('filter=archived')).toEqual([chat.id]);
      expect(await badge()).toBe(0);
      expect(await ids('', yacine)).toEqual([chat.id]);
      await yacine.send(chat.id, 'are you there?');
      expect(await ids()).toEqual([chat.id]);
      expect(await ids('filter=archived')).toEqual([]);
      expect(await get()).toMatchObject({ archivedAt: null });
      await prefer({ isArchived: true });
      await amel.send(chat.id, 'yes');
      expect(await ids()).toEqual([chat.id]);
    });

    it('keeps a muted chat in the archive', async () => {
      await prefer({ isArchived: true, mutedUntil: MUTED_FOR_EVER });
      await yacine.send(chat.id, 'are you there?');
      expect(await ids('filter=archived')).toEqual([chat.id]);
    });

    it('unpins, and pinning takes out of the archive', async () => {
      await prefer({ isPinned: true });
      expect(await prefer({ isArchived: true })).toMatchObject({ pinnedAt: null, archivedAt: expect.any(String) });
      expect(await prefer({ isPinned: true })).toMatchObject({ pinnedAt: expect.any(String), archivedAt: null });
    });
  });

  describe('muting', () => {
    it('neither counts nor rings until it ends', async () => {
      await amel.call('PUT', `/chats/${chat.id}/read`, { seq: 1 });
      await prefer({ mutedUntil: MUTED_FOR_EVER });
      await yacine.send(chat.id, 'psst');
      expect(await get()).toMatchObject({ unread: 1, mutedUntil: MUTED_FOR_EVER });
      expect(await badge()).toBe(0);
      expect(await bell()).toMatchObject([{ count: 0 }]);
      await prefer({ mutedUntil: null });
      expect(await badge()).toBe(1);
      await yacine.send(chat.id, 'hello');
      expect(await bell()).toMatchObject([{ text: 'hello' }]);
    });

    it('is over when its time is', async () => {
      expect(await prefer({ mutedUntil: '2020-01-01T00:00:00.000Z' })).toMatchObject({ mutedUntil: null });
      await yacine.send(chat.id, 'hello');
      expect(await bell()).toMatchObject([{ count: 2, text: 'hello' }]);
    });
  });

  describe('marking unread', () => {
    const read = (seq: number) => amel.call('PUT', `/chats/${chat.id}/read`, { seq });

    it('counts until the chat is read again, also when it has nothing new', async () => {
      await read(1);
      expect(await badge()).toBe(0);
      expect(await prefer({ isMarkedUnread: true })).toMatchObject({ isMarkedUnread: true, unread: 0 });
      expect(await badge()).toBe(1);
      expect(await ids('filter=unread')).toEqual([chat.id]);
      const a = await amel.connect();
      const told = nextFact(a, 'chatUpdated');
      await read(1);
      expect((await told).isMarkedUnread).toBe(false);
      expect(await badge()).toBe(0);
    });

    it.each([
      ['reading on', () => yacine.send(chat.id, 'more').then(() => read(2))],
      ['writing', () => amel.send(chat.id, 'mine')],
      ['unmarking', () => prefer({ isMarkedUnread: false })],
    ])('ends with %s', async (_, act) => {
      await read(1);
      await prefer({ isMarkedUnread: true });
      await act();
      expect(await get()).toMatchObject({ isMarkedUnread: false });
    });
  });

  it('knows which chats wait for my reply', async () => {
    const other = await chatAbout('second');
    expect(await ids('filter=awaitingReply')).toEqual([other.id, chat.id]);
    await amel.send(chat.id, 'answer');
    expect(await ids('filter=awaitingReply')).toEqual([other.id]);
    expect(await get()).toMatchObject({ isAwaitingReply: false });
    expect(await get(yacine)).toMatchObject({ isAwaitingReply: true });
    expect(await ids('filter=awaitingReply', yacine)).toEqual([chat.id]);
  });

  it.each([
    { isPinned: 'yes' },
    { isPinned: null },
    { isPinned: true, isArchived: true },
    { mutedUntil: 'tomorrow' },
    { mutedUntil: 5 },
    { mutedUntil: '2026-W10' },
    { mutedUntil: '2026-11-21' },
    { mutedUntil: '+275760-09-14T00:00:00.000Z' },
    { mutedUntil: { $gt: '' } },
    { mutedUntil: '2026-02-30T00:00:00.000Z' },
    { pinnedAt: '2026-01-01T00:00:00.000Z' },
  ])('refuses %j', async (body) => {
    const answer = await amel.request('PUT', `/chats/${chat.id}/preferences`, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
  });

  it('refuses a filter that is none, and the desk to customers', async () => {
    expect(await amel.request('GET', '/chats?filter=mine')).toMatchObject({ status: 400 });
    expect(await amel.request('GET', '/chats?filter=support')).toMatchObject({ status: 403 });
  });
});
