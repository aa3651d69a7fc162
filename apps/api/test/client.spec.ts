import { createHmac, randomUUID } from 'node:crypto';
import {
  createParley,
  createRest,
  type Parley,
  ParleyError,
  type ParleyOptions,
  type Store,
  type Transport,
  type TransportEvents,
} from '@app/client';
import {
  type ChatDto,
  type MeDto,
  type MessageDto,
  type MessageHitDto,
  MUTED_FOR_EVER,
  type SessionDto,
  toQuote,
} from '@app/contracts';
import { SocketAuth } from '../src/realtime/socket-auth';
import { startTestApp, TEST_SECRET, type TestApp } from '../src/testing/test-app';

/** Two people with the client library, against the real API and database: the two models of the rules must be one. */
describe('the client against the real API', () => {
  let server: TestApp;
  let amel: Person;
  let yacine: Person;
  let chat: ChatDto;

  beforeAll(async () => {
    server = await startTestApp({ env: { DEMO: 'true' }, limits: { readDebounceMs: 1, pageSize: 5 } });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server.url, 'Amel');
    yacine = await buildPerson(server.url, 'Yacine');
    chat = await amel.parley.chats.create({ memberIds: [yacine.me.id] });
  });

  afterEach(() => Promise.all([amel.parley.stop(), yacine.parley.stop()]));

  it('carries messages both ways in one order, with ticks, badges and the bell', async () => {
    const mine = amel.parley.messages(chat.id);
    mine.open();
    for (const text of ['one', 'two', 'three']) mine.send(text);
    await until(yacine.parley.chats, ({ unreadChats, byId }) => unreadChats === 1 && byId[chat.id]?.unread === 3);
    await until(yacine.parley.bell, ({ counts }) => counts.unseen === 1);
    await until(mine, ({ deliveredSeq }) => deliveredSeq === 3);

    const theirs = yacine.parley.messages(chat.id);
    theirs.open();
    await until(theirs, ({ items }) => items.map(({ text }) => text).join() === 'one,two,three');
    expect(theirs.getState().firstUnreadSeq).toBe(1);
    theirs.markRead(3);
    await until(mine, ({ readSeq }) => readSeq === 3);
    await until(yacine.parley.chats, ({ unreadChats }) => unreadChats === 0);
    await until(yacine.parley.bell, ({ counts }) => counts.unread === 0);

    const [first] = theirs.getState().items;
    theirs.send('four', { replyTo: first && toQuote(first) });
    await until(mine, ({ items }) => items.at(-1)?.text === 'four');
    await until(yacine.parley.outbox, ({ items }) => items.length === 0);
    expect(mine.getState().items.at(-1)?.replyTo).toMatchObject({ text: 'one', seq: 1 });
    await expectLikeFreshFetch(amel, chat.id);
    await expectLikeFreshFetch(yacine, chat.id);
  });

  it('shows typing and presence', async () => {
    yacine.parley.presence.watch([amel.me.id]);
    amel.parley.messages(chat.id).send('hello');
    await until(yacine.parley.chats, ({ byId }) => byId[chat.id] !== undefined);
    yacine.parley.presence.watch([amel.me.id, yacine.me.id]);
    await until(yacine.parley.presence, ({ byUserId }) => byUserId[amel.me.id]?.state === 'online');
    amel.parley.messages(chat.id).setTyping(true);
    await until(yacine.parley.typing, ({ byChatId }) => byChatId[chat.id]?.[0] === amel.me.id);
    amel.parley.messages(chat.id).setTyping(false);
    await until(yacine.parley.typing, ({ byChatId }) => byChatId[chat.id] === undefined);
  });

  it('makes up for what happened while away, and pages back', async () => {
    const theirs = yacine.parley.messages(chat.id);
    theirs.open();
    await until(theirs, ({ isLoaded }) => isLoaded);
    await yacine.parley.stop();
    for (let index = 1; index <= 12; index++) {
      await amel.parley.rest.chats.send(chat.id, { clientMsgId: randomUUID(), text: `message ${index}` });
    }
    theirs.send('written offline');
    yacine.parley.start();
    await until(theirs, ({ items }) => items.length === 13);
    await until(yacine.parley.outbox, ({ items }) => items.length === 0);
    const late = amel.parley.messages(chat.id);
    late.open();
    await until(late, ({ isLoaded, hasBefore }) => isLoaded && hasBefore);
    await late.loadBefore();
    await late.loadBefore();
    expect(late.getState()).toMatchObject({ hasBefore: false, hasAfter: false });
    expect(late.getState().items).toEqual(theirs.getState().items);
    await expectLikeFreshFetch(yacine, chat.id);
  });

  it('opens a ticket, talks in it and follows its state', async () => {
    const clientMsgId = randomUUID();
    const input = { subject: 'Refund', category: 'booking', description: 'Please', clientMsgId } as const;
    const ticket = await amel.parley.tickets.create(input);
    expect(amel.parley.tickets.getState().ids).toEqual([ticket.id]);
    const thread = amel.parley.messages(ticket.chatId);
    thread.open();
    await until(thread, ({ items }) => items.some(({ text }) => text === 'Please'));
    await until(amel.parley.chats, ({ ids }) => ids.includes(ticket.chatId));
    await expectLikeFreshFetch(amel, ticket.chatId);
  });

  it('edits, removes, reacts and forwards, in order with messages', async () => {
    const mine = amel.parley.messages(chat.id);
    const theirs = yacine.parley.messages(chat.id);
    mine.open();
    theirs.open();
    mine.send('one');
    mine.send('two');
    await until(theirs, ({ items }) => items.length === 2);
    await until(mine, ({ items }) => items.length === 2);
    const [one, two] = mine.getState().items as [MessageDto, MessageDto];
    expect([mine.mayEdit(one), theirs.mayEdit(one)]).toEqual([true, false]);
    mine.edit(one.id, 'one, better');
    theirs.react(one.id, '👍', true);
    mine.remove(two.id);
    mine.send('three');
    const other = await yacine.parley.chats.create({ memberIds: [amel.me.id], context: LISTING });
    await until(theirs, ({ items }) => items[0]?.text === 'one, better');
    theirs.forward(one.id, [other.id]);
    await until(theirs, ({ items }) => items[1]?.deletedAt !== null && items[2]?.text === 'three');
    await until(mine, ({ items }) => items[0]?.reactions[0]?.userIds[0] === yacine.me.id);
    await until(amel.parley.chats, ({ byId }) => byId[other.id]?.lastMessage?.text === 'one, better');
    await Promise.all([atRest(amel), atRest(yacine)]);
    await expectLikeFreshFetch(amel, chat.id);
    await expectLikeFreshFetch(yacine, chat.id);
  });

  it('rolls back what the server refuses, and keeps it to be seen', async () => {
    const theirs = yacine.parley.messages(chat.id);
    theirs.open();
    amel.parley.messages(chat.id).send('hers');
    await until(theirs, ({ items }) => items.length === 1);
    const [message] = theirs.getState().items as [MessageDto];
    theirs.edit(message.id, 'not yours');
    expect(theirs.getState().items[0]?.text).toBe('not yours');
    await until(theirs, ({ changes }) => changes[0]?.status === 'failed');
    expect(theirs.getState()).toMatchObject({ items: [{ text: 'hers' }], changes: [{ errorCode: 'FORBIDDEN' }] });
  });

  it('agrees over two devices about pins, mutes, archive and marks', async () => {
    amel.parley.messages(chat.id).send('hello');
    await until(yacine.parley.chats, ({ unreadChats }) => unreadChats === 1);
    const phone = await openDevice(server.url, yacine);
    const onPhone = (isSo: (chat: ChatDto | undefined) => boolean) =>
      until(phone.chats, (all) => isSo(all.byId[chat.id]));
    const { chats } = yacine.parley;
    await chats.setPreferences(chat.id, { isPinned: true, mutedUntil: MUTED_FOR_EVER });
    await onPhone((now) => now?.pinnedAt !== null && now?.mutedUntil === MUTED_FOR_EVER);
    await until(phone.chats, ({ unreadChats }) => unreadChats === 0);
    await chats.setPreferences(chat.id, { mutedUntil: null, isArchived: true });
    await onPhone((now) => now?.archivedAt !== null && now?.pinnedAt === null);
    expect(phone.chats.getState().ids).not.toContain(chat.id);
    amel.parley.messages(chat.id).send('hello again');
    await until(phone.chats, ({ ids, unreadChats }) => ids.includes(chat.id) && unreadChats === 1);
    phone.messages(chat.id).open();
    phone.messages(chat.id).markRead(2);
    await until(chats, ({ unreadChats }) => unreadChats === 0);
    await chats.setPreferences(chat.id, { isMarkedUnread: true });
    await until(phone.chats, ({ unreadChats }) => unreadChats === 1);
    yacine.parley.messages(chat.id).open();
    await until(phone.chats, ({ unreadChats }) => unreadChats === 0);
    await expectLikeFreshFetch(yacine, chat.id);
    await phone.stop();
  });

  it('makes a group, changes it, loses and leaves it', async () => {
    const nadia = await buildPerson(server.url, 'Nadia');
    const { chats } = amel.parley;
    const group = await chats.createGroup({ title: 'Trip', memberIds: [yacine.me.id, nadia.me.id] });
    const has = (title: string) => until(yacine.parley.chats, ({ byId }) => byId[group.id]?.title === title);
    await has('Trip');
    const theirs = yacine.parley.messages(group.id);
    theirs.open();
    await chats.rename(group.id, 'Trip to Oran');
    await has('Trip to Oran');
    await chats.setRole(group.id, yacine.me.id, 'admin');
    await until(
      yacine.parley.chats,
      ({ byId }) => byId[group.id]?.members.some(({ role }) => role === 'admin') ?? false,
    );
    await yacine.parley.chats.removeMember(group.id, nadia.me.id);
    await until(nadia.parley.chats, ({ byId }) => byId[group.id] === undefined);
    await chats.addMembers(group.id, [nadia.me.id]);
    await until(nadia.parley.chats, ({ byId }) => byId[group.id] !== undefined);
    await yacine.parley.chats.leave(group.id);
    await until(yacine.parley.chats, ({ ids }) => !ids.includes(group.id));
    await until(theirs, ({ error }) => error?.code === 'FORBIDDEN');
    amel.parley.messages(group.id).open();
    await until(amel.parley.messages(group.id), ({ items }) =>
      items.some(({ system }) => system?.kind === 'memberLeft'),
    );
    await expectLikeFreshFetch(amel, group.id);
    await expectLikeFreshFetch(nadia, chat.id, false);
    await nadia.parley.stop();
  });

  it('learns after an absence what changed, and what is lost, without loading the list', async () => {
    const third = await register(server.url, 'Nadia');
    const memberIds = [yacine.me.id, third.user.id];
    const group = await amel.parley.chats.createGroup({ title: 'Trip', memberIds });
    await until(yacine.parley.chats, ({ byId }) => byId[group.id] !== undefined);
    await yacine.parley.stop();
    await amel.parley.chats.removeMember(group.id, yacine.me.id);
    await amel.parley.rest.chats.send(chat.id, { clientMsgId: randomUUID(), text: 'while you were away' });
    const list = jest.spyOn(yacine.parley.rest.chats, 'list');
    yacine.parley.start();
    await until(yacine.parley.chats, ({ byId }) => byId[chat.id]?.unread === 1 && byId[group.id] === undefined);
    await until(yacine.parley.connection, ({ isSynced }) => isSynced);
    expect(list).not.toHaveBeenCalled();
    await expectLikeFreshFetch(yacine, chat.id, false);
  });

  it('opens the standing chat with the staff, the same one each time', async () => {
    const support = await amel.parley.chats.openSupport();
    expect(support.type).toBe('support');
    expect((await amel.parley.chats.openSupport()).id).toBe(support.id);
  });

  it('finds messages, page by page, and follows their removal', async () => {
    const mine = amel.parley.messages(chat.id);
    mine.open();
    for (let index = 1; index <= 7; index++) mine.send(`bicycle number ${index}`);
    await atRest(amel);
    await until(mine, ({ items }) => items.length >= 5);
    const search = amel.parley.search.messages({ query: 'Bicy', chatId: chat.id });
    await until(search, ({ isLoaded }) => isLoaded);
    while (search.getState().hasMore) await search.more();
    expect(search.getState().hits).toHaveLength(7);
    const [hit] = search.getState().hits as [MessageHitDto];
    expect(hit.snippet.ranges.length).toBeGreaterThan(0);
    mine.remove(hit.message.id);
    await until(search, ({ hits }) => hits.length === 6);
  });

  it('talks by REST where no WebSocket comes through', async () => {
    const session = await register(server.url, 'Behind a proxy');
    const blocked = openParley(server.url, session, { environment: { transport: deafTransport(), random: () => 0 } });
    const { id } = await blocked.chats.create({ memberIds: [yacine.me.id] });
    const thread = blocked.messages(id);
    thread.open();
    thread.send('through the wall');
    blocked.start();
    await until(blocked.connection, ({ status }) => status === 'fallback');
    await until(yacine.parley.chats, ({ byId }) => byId[id]?.lastMessage?.text === 'through the wall');
    yacine.parley.messages(id).send('I hear you');
    await until(thread, ({ items }) => items.at(-1)?.text === 'I hear you');
    thread.react(thread.getState().items.at(-1)?.id ?? '', '👋', true);
    await until(blocked.outbox, ({ changes }) => changes.length === 0);
    await blocked.stop();
  });

  it('renews a token that runs out on the open socket', async () => {
    const session = await register(server.url, 'Long visit');
    const tokens = [endingIn(30, session.accessToken)];
    const getToken = async () => tokens.shift() ?? session.accessToken;
    const parley = createParley({ url: server.url, auth: { kind: 'token', getToken }, me: session.user });
    const socketAuth = server.app.get(SocketAuth);
    const refresh = socketAuth.refresh.bind(socketAuth);
    const refreshed = new Promise<{ expiresAt: string }>((resolve) => {
      jest.spyOn(socketAuth, 'refresh').mockImplementationOnce((socket, token) => {
        const answer = refresh(socket, token);
        resolve(answer);
        return answer;
      });
    });
    parley.start();
    expect(Date.parse((await refreshed).expiresAt)).toBeGreaterThan(Date.now() + 60_000);
    expect(parley.connection.getState().status).toBe('online');
    await parley.stop();
  });

  it('runs a bot in Node that answers everybody who writes', async () => {
    const bot = await buildPerson(server.url, 'Bot');
    const stopAnswering = bot.parley.chats.subscribe(({ byId }, before) => {
      for (const { id, unread, headSeq } of Object.values(byId)) {
        if (unread === 0 || unread === before.byId[id]?.unread) continue;
        bot.parley.messages(id).send('Thank you, we will answer soon.');
        bot.parley.messages(id).markRead(headSeq);
      }
    });
    const { id } = await amel.parley.chats.create({ memberIds: [bot.me.id] });
    const thread = amel.parley.messages(id);
    thread.open();
    thread.send('Is anybody there?');
    await until(thread, ({ items }) => items.at(-1)?.text.startsWith('Thank you') ?? false);
    stopAnswering();
    await bot.parley.stop();
  });

  it('refuses foreign chats, and short and large texts before sending', async () => {
    const stranger = await buildPerson(server.url, 'Stranger');
    await expect(stranger.parley.chats.ensure(chat.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(() => stranger.parley.messages(chat.id).send(' ')).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
    stranger.parley.messages(chat.id).send('let me in');
    const { parley } = stranger;
    await until(parley.outbox, ({ items }) => items[0]?.status === 'failed');
    expect(parley.outbox.getState().items[0]?.errorCode).toBe('FORBIDDEN');
    await parley.stop();
  });
});

interface Person {
  me: MeDto;
  session: SessionDto;
  parley: Parley;
}

const LISTING = { type: 'listing', id: 'bike', title: 'Bicycle' } as const;

function register(url: string, name: string): Promise<SessionDto> {
  const rest = createRest({ url, auth: { kind: 'headers', headers: {} } });
  const email = `${randomUUID()}@example.test`;
  return rest.auth.register({ name, email, password: 'correct horse battery' });
}

function openParley(url: string, session: SessionDto, options: Partial<ParleyOptions> = {}): Parley {
  const auth = { kind: 'token' as const, getToken: async () => session.accessToken };
  return createParley({ url, auth, me: session.user, ...options });
}

async function buildPerson(url: string, name: string): Promise<Person> {
  const session = await register(url, name);
  const parley = openParley(url, session);
  parley.start();
  await until(parley.connection, ({ isSynced }) => isSynced);
  return { me: session.user, session, parley };
}

/** The same person once more. */
async function openDevice(url: string, { session }: Person): Promise<Parley> {
  const parley = openParley(url, session);
  parley.start();
  await until(parley.connection, ({ isSynced }) => isSynced);
  return parley;
}

/** The same token with less time left, signed with the key of tests. */
function endingIn(seconds: number, token: string): string {
  const [header = '', payload = ''] = token.split('.');
  const claims: object = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const exp = Math.floor(Date.now() / 1_000) + seconds;
  const body = `${header}.${Buffer.from(JSON.stringify({ ...claims, exp })).toString('base64url')}`;
  return `${body}.${createHmac('sha256', TEST_SECRET).update(body).digest('base64url')}`;
}

/** A network that answers no handshake. */
function deafTransport(): Transport {
  let events: TransportEvents | null = null;
  return {
    isConnected: false,
    listen: (given) => {
      events = given;
    },
    connect: () => queueMicrotask(() => events?.refused(null)),
    disconnect: () => undefined,
    request: () => Promise.reject(new ParleyError({ code: 'NETWORK' })),
  };
}

/** Everything that the person did is stored. */
function atRest({ parley }: Person): Promise<void> {
  return until(parley.outbox, ({ items, changes }) => items.length + changes.length === 0);
}

/** Resolves as soon as the store's state is so; the test's own time-out ends a wait in vain. */
function until<T>(store: Store<T>, isSo: (state: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (isSo(store.getState())) return resolve();
    const stop = store.subscribe((state) => {
      if (!isSo(state)) return;
      stop();
      resolve();
    });
  });
}

/** A fact may be a moment ahead of what REST reads, and the other way round. */
const ATTEMPTS = 100;

/** The realtime law on the real server: the state that facts made becomes the state that a fetch gives. */
async function expectLikeFreshFetch({ parley }: Person, chatId: string, hasMessages = true): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const [page, counts, messages] = await Promise.all([
      parley.rest.chats.list(),
      parley.rest.chats.counts(),
      hasMessages ? parley.rest.chats.messages(chatId, { limit: 100 }) : { items: [] },
    ]);
    const { byId, ids, unreadChats } = parley.chats.getState();
    const { items } = parley.messages(chatId).getState();
    const held = { chats: ids.map((id) => byId[id]), unreadChats, messages: items };
    const fetched = { chats: page.items, unreadChats: counts.unreadChats, messages: messages.items };
    try {
      return expect(held).toEqual(fetched);
    } catch (difference) {
      if (attempt === ATTEMPTS) throw difference;
    }
  }
}
