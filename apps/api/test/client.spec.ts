import { randomUUID } from 'node:crypto';
import { createParley, createRest, type Parley, type Store } from '@app/client';
import type { ChatDto, MeDto, SessionDto } from '@app/contracts';
import { startTestApp, type TestApp } from '../src/testing/test-app';

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
    theirs.send('four', { replyTo: first });
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
  parley: Parley;
}

async function buildPerson(url: string, name: string): Promise<Person> {
  const rest = createRest({ url, auth: { kind: 'headers', headers: {} } });
  const email = `${randomUUID()}@example.test`;
  const session: SessionDto = await rest.auth.register({ name, email, password: 'correct horse battery' });
  const auth = { kind: 'token' as const, getToken: async () => session.accessToken };
  const parley = createParley({ url, auth, me: session.user });
  parley.start();
  await until(parley.connection, ({ isSynced }) => isSynced);
  return { me: session.user, parley };
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
async function expectLikeFreshFetch({ parley }: Person, chatId: string): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const [page, counts, messages] = await Promise.all([
      parley.rest.chats.list(),
      parley.rest.chats.counts(),
      parley.rest.chats.messages(chatId, { limit: 100 }),
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
