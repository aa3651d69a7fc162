import { randomUUID } from 'node:crypto';
import type { ChatDto, Failure, NotificationDto, Page } from '@app/contracts';
import { io } from 'socket.io-client';
import { startTestApp, type TestApp } from '../testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson, type TestSocket } from '../testing/test-person';
import { ChatGateway } from './chat.gateway';
import { Focus } from './focus';
import { OnScreen } from './on-screen';
import type { ParleySocket } from './socket-data';

describe(ChatGateway.name, () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let stranger: TestPerson;
  let chat: ChatDto;

  beforeAll(async () => {
    server = await startTestApp({ limits: { presenceGraceMs: 1 } });
  });

  afterAll(() => server?.stop());

  beforeEach(async () => {
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    stranger = await buildPerson(server, { name: 'Salim Other' });
    chat = await amel.chatWith(yacine);
  });

  afterEach(() => {
    for (const person of [amel, yacine, stranger]) person.disconnect();
  });

  describe('the door', () => {
    it('tells a new socket who it is, the epoch and the limits', async () => {
      const socket = io(server.url, {
        path: '/api/socket.io',
        transports: ['websocket'],
        auth: { token: amel.session.accessToken },
        forceNew: true,
      });
      const ready = await new Promise((resolve) => socket.once('ready', resolve));
      socket.disconnect();
      expect(ready).toMatchObject({
        userId: amel.id,
        epoch: expect.stringMatching(/^[0-9a-f-]{36}$/),
        limits: { messageMaxCodePoints: 4_000, typingExpiryMs: 7_000 },
        expiresAt: amel.session.expiresAt,
      });
    });

    it('refuses a socket without a token, and one from a foreign page', async () => {
      await expect(amel.connect('')).rejects.toMatchObject({ data: { code: 'TOKEN_INVALID' } });
      const foreign = io(server.url, {
        path: '/api/socket.io',
        transports: ['websocket'],
        auth: { token: amel.session.accessToken },
        extraHeaders: { origin: 'https://evil.example' },
        reconnection: false,
        forceNew: true,
      });
      await expect(new Promise((_, reject) => foreign.once('connect_error', reject))).rejects.toThrow();
      expect(foreign.connected).toBe(false);
    });

    it('refuses the eleventh socket of a person', async () => {
      for (let i = 0; i < 10; i++) await amel.connect();
      await expect(amel.connect()).rejects.toMatchObject({ data: { code: 'TOO_MANY_CONNECTIONS' } });
    });
  });

  describe('bad commands', () => {
    let socket: TestSocket;

    beforeEach(async () => {
      socket = await amel.connect();
    });

    const deep = { chatId: { a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } } };

    it.each([
      ['null', [null]],
      ['text', ['x']],
      ['a number', [5]],
      ['an array', [[]]],
      ['nothing', []],
      ['two arguments', [{}, {}]],
      ['binary', [Buffer.from('x')]],
      ['deep nesting', [deep]],
      ['an unknown field', [{ chatId: '65f000000000000000000000', isTyping: true, userId: 'x' }]],
    ])('acks %s with VALIDATION and stays open', async (_, args) => {
      const ack = await amel.emit(socket, 'typing', ...args);
      expect(ack).toMatchObject({ success: false, error: { code: 'VALIDATION', requestId: expect.any(String) } });
      expect(socket.connected).toBe(true);
    });

    it.each(['join', 'newMessage', '__proto__'])('acks the unknown command %s', async (name) => {
      expect(await amel.emit(socket, name, {})).toMatchObject({ success: false, error: { code: 'UNKNOWN_EVENT' } });
    });

    it('reports a failure without an ack function by an error event', async () => {
      const error = nextFact(socket, 'error');
      socket.emit('typing', { chatId: 'x' } as never, undefined as never);
      expect((await error) as Failure).toMatchObject({ success: false, error: { code: 'VALIDATION' } });
    });

    it('answers foreign chats with FORBIDDEN and tells their members nothing', async () => {
      const outside = await stranger.connect();
      const facts = recordFacts(socket);
      const chatId = chat.id;
      for (const [name, input] of [
        ['typing', { chatId, isTyping: true }],
        ['markRead', { chatId, seq: 1 }],
        ['markDelivered', { chatId, seq: 1 }],
        ['openChat', { chatId, isFocused: true }],
        ['syncChat', { chatId, sinceRev: 0 }],
        ['sendMessage', { chatId, clientMsgId: randomUUID(), text: 'hi' }],
      ] as const) {
        expect(await stranger.emit(outside, name, input)).toMatchObject({ error: { code: 'FORBIDDEN' } });
      }
      await amel.emit(socket, 'setActivity', { isIdle: false });
      expect(facts).toEqual([]);
    });
  });

  describe('typing', () => {
    it('reaches the other one, and stops when the typist is gone', async () => {
      const [a, y] = await Promise.all([amel.connect(), yacine.connect()]);
      const mine = recordFacts(a);
      const started = nextFact(y, 'typing');
      await amel.emit(a, 'typing', { chatId: chat.id, isTyping: true });
      expect(await started).toEqual({ chatId: chat.id, userId: amel.id, isTyping: true });
      const stopped = nextFact(y, 'typing');
      a.disconnect();
      expect(await stopped).toEqual({ chatId: chat.id, userId: amel.id, isTyping: false });
      expect(mine.filter(({ fact }) => fact === 'typing')).toEqual([]);
    });
  });

  describe('presence', () => {
    it('is shown to those who share a chat and asked: online with any tab, offline after the last', async () => {
      const a = await amel.connect();
      const watch = await amel.emit(a, 'watchPresence', { userIds: [yacine.id, stranger.id] });
      expect(watch).toMatchObject({ data: [{ userId: yacine.id, state: 'offline' }] });
      const online = nextFact(a, 'presence');
      const tabs = [await yacine.connect(), await yacine.connect()];
      expect(await online).toEqual({ userId: yacine.id, state: 'online', lastSeenAt: null });
      const facts = recordFacts(a);
      tabs[0]?.disconnect();
      const idle = nextFact(a, 'presence', ({ state }) => state === 'idle');
      await yacine.emit(tabs[1] as TestSocket, 'setActivity', { isIdle: true });
      await idle;
      const offline = nextFact(a, 'presence', ({ state }) => state === 'offline');
      tabs[1]?.disconnect();
      expect(await offline).toMatchObject({ userId: yacine.id, lastSeenAt: expect.any(String) });
      const states = facts
        .filter(({ fact }) => fact === 'presence')
        .map(({ payload }) => (payload as { state: string }).state);
      expect(states).toEqual(['idle', 'offline']);
    });
  });

  describe('focus', () => {
    const bell = (person: TestPerson) => person.call<Page<NotificationDto>>('GET', '/notifications');

    it('keeps the bell silent for the chat in front of its reader only', async () => {
      const y = await yacine.connect();
      await yacine.emit(y, 'openChat', { chatId: chat.id, isFocused: true });
      await amel.send(chat.id, 'in front of you');
      expect((await bell(yacine)).items).toEqual([]);
      const other = await yacine.chatWith(stranger);
      await yacine.emit(y, 'closeChat', { chatId: other.id });
      await amel.send(chat.id, 'still in front of you');
      expect((await bell(yacine)).items).toEqual([]);
      await yacine.emit(y, 'closeChat', { chatId: chat.id });
      await amel.send(chat.id, 'behind you');
      expect((await bell(yacine)).items).toMatchObject([{ text: 'behind you', count: 1, title: 'Amel Haddad' }]);
    });

    it('keeps nothing of a socket that left while its command was on the way', async () => {
      const actor = { id: yacine.id, role: 'user' as const, sessionId: '' };
      const gone = { id: 'gone', connected: false, data: { actor }, join: jest.fn() } as unknown as ParleySocket;
      await server.app.get(OnScreen).openChat(gone, { chatId: chat.id, isFocused: true });
      expect(await server.app.get(Focus).isFocused(yacine.id, chat.id)).toBe(false);
      expect(gone.join).not.toHaveBeenCalled();
    });
  });
});
