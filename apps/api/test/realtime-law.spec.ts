import { randomUUID } from 'node:crypto';
import { createParley, type Parley, type Store } from '@app/client';
import { deskOf } from '@app/client/desk';
import {
  type AgentDto,
  type CallDto,
  type ChatDto,
  type CreatedBroadcastDto,
  MUTED_FOR_EVER,
  type Page,
  type ServerToClientEvents,
  type SupportTicketDto,
  type TicketNoteDto,
} from '@app/contracts';
import { OfferExpiry } from '../src/offer-expiry/offer-expiry';
import { answer, makeOffer } from '../src/testing/offer-steps';
import { startTestApp, type TestApp } from '../src/testing/test-app';
import { buildPerson, nextFact, recordFacts, type TestPerson, type TestSocket } from '../src/testing/test-person';

/**
 * The realtime law: for every fact, what a client's stores hold after applying it equals a fresh fetch.
 * Real API, real database, real sockets; one client lives through the facts, REST tells the truth.
 */
type Fact = keyof ServerToClientEvents;

/** Facts about the connection itself carry no state that could be fetched. */
const WITHOUT_STATE: Fact[] = ['ready', 'authExpiring', 'serverShutdown', 'error'];

const ONE_PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const SERVER_KEY = 'the-key-of-the-marketplace-32-bytes';

/** Well below jest's own time-out, so that a broken law says what differs. */
const DEADLINE_MS = 10_000;

/** Checks now and after every change of the store until it passes. */
function settles<T>(store: Store<T>, check: (state: T) => Promise<void> | void): Promise<void> {
  return new Promise((resolve, reject) => {
    let lastFailure: unknown;
    let checking = Promise.resolve();
    const finish = (end: () => void) => {
      clearTimeout(deadline);
      stop();
      end();
    };
    const run = () => {
      checking = checking
        .then(() => check(store.getState()))
        .then(
          () => finish(resolve),
          (failure: unknown) => {
            lastFailure = failure;
          },
        );
    };
    const deadline = setTimeout(() => finish(() => reject(lastFailure)), DEADLINE_MS);
    const stop = store.subscribe(run);
    run();
  });
}

describe('the realtime law', () => {
  let server: TestApp;
  let amel: TestPerson;
  let yacine: TestPerson;
  let agent: TestPerson;
  let admin: TestPerson;
  let parley: Parley;
  let chat: ChatDto;
  /** A tab of Amel's that does nothing but listen, and talk in calls. */
  let tab: TestSocket;
  let heard: { fact: string; payload: unknown }[];

  beforeAll(async () => {
    server = await startTestApp({
      env: { SERVER_KEYS: SERVER_KEY },
      limits: { presenceGraceMs: 1, readDebounceMs: 1 },
    });
    amel = await buildPerson(server, { name: 'Amel Haddad' });
    yacine = await buildPerson(server, { name: 'Yacine Benali' });
    agent = await buildPerson(server, { name: 'Nadia Bouzid', role: 'agent' });
    admin = await buildPerson(server, { name: 'Karim Amrani', role: 'admin' });
    chat = await amel.chatWith(yacine);
    await yacine.send(chat.id, 'before');
    parley = createParley({
      url: server.url,
      auth: { kind: 'token', getToken: async () => amel.session.accessToken },
      me: amel.me,
    });
    tab = await amel.connect();
    heard = recordFacts(tab);
    parley.start();
    await settles(parley.connection, ({ status }) => expect(status).toBe('online'));
    await parley.chats.load();
    await parley.bell.load();
    await parley.tickets.load();
    parley.messages(chat.id).open();
    await settles(parley.messages(chat.id), ({ isLoaded }) => expect(isLoaded).toBe(true));
  });

  afterAll(async () => {
    await parley?.stop();
    for (const person of [amel, yacine, agent, admin]) person?.disconnect();
    await server?.stop();
  });

  const chatListIsTrue = () =>
    settles(parley.chats, async ({ byId, ids, unreadChats }) => {
      const fresh = await parley.rest.chats.list();
      expect(ids.map((id) => byId[id])).toEqual(fresh.items);
      expect({ unreadChats }).toEqual(await parley.rest.chats.counts());
    });

  const messagesAreTrue = () =>
    settles(parley.messages(chat.id), async ({ items, rev, pending }) => {
      const fresh = await parley.rest.chats.messages(chat.id, { limit: 100 });
      expect(pending).toEqual([]);
      expect(items).toEqual(fresh.items);
      expect(rev).toBe(fresh.headRev);
    });

  const bellIsTrue = () =>
    settles(parley.bell, async ({ rows, counts }) => {
      expect(rows).toEqual((await parley.rest.notifications.list()).items);
      expect(counts).toEqual(await parley.rest.notifications.counts());
    });

  const callsAreTrue = () =>
    settles(parley.calls, async ({ current }) => {
      expect(current).toEqual((await parley.rest.calls.current()).call);
    });

  const ticketsAreTrue = () =>
    settles(parley.tickets, async ({ byId, ids }) => {
      expect(ids.map((id) => byId[id])).toEqual((await parley.rest.tickets.list()).items);
    });

  const offersAreTrue = () =>
    settles(parley.offers(chat.id), async ({ offers, isLoaded }) => {
      expect(isLoaded).toBe(true);
      expect(offers).toEqual((await parley.rest.chats.offers(chat.id)).items);
    });

  it('newMessage, from the other one and my own', async () => {
    await yacine.send(chat.id, 'is it still there?');
    await Promise.all([chatListIsTrue(), messagesAreTrue()]);
    parley.messages(chat.id).send('yes, it is');
    await Promise.all([chatListIsTrue(), messagesAreTrue()]);
  });

  it('newMessage in a chat the client did not know', async () => {
    const other = await yacine.chatWith(amel, { type: 'order', id: 'unknown', title: 'Order' });
    await yacine.send(other.id, 'about your order');
    await Promise.all([chatListIsTrue(), bellIsTrue()]);
  });

  it('messageRead, by the other one and by me on another device', async () => {
    const { message } = await yacine.send(chat.id, 'read me');
    await amel.call('PUT', `/chats/${chat.id}/read`, { seq: message.seq });
    await Promise.all([chatListIsTrue(), bellIsTrue()]);
    await amel.send(chat.id, 'and you me');
    await yacine.call('PUT', `/chats/${chat.id}/read`, { seq: message.seq + 1 });
    await chatListIsTrue();
    expect(parley.messages(chat.id).getState().readSeq).toBe(message.seq + 1);
  });

  it('messageDelivered', async () => {
    const { message } = await amel.send(chat.id, 'on its way');
    const phone = await yacine.connect();
    await yacine.emit(phone, 'markDelivered', { chatId: chat.id, seq: message.seq });
    await chatListIsTrue();
    await settles(parley.messages(chat.id), ({ deliveredSeq }) => expect(deliveredSeq).toBe(message.seq));
  });

  it('messageUpdated by an edit, of an older message and of the newest', async () => {
    const { message: older } = await yacine.send(chat.id, 'typo');
    const { message: newest } = await yacine.send(chat.id, 'another typo');
    for (const { id } of [older, newest]) await yacine.call('PATCH', `/messages/${id}`, { text: `edited ${id}` });
    await Promise.all([chatListIsTrue(), messagesAreTrue(), bellIsTrue()]);
  });

  it('messageUpdated by a reaction, on and off', async () => {
    const { message } = await yacine.send(chat.id, 'nice?');
    const path = `/messages/${message.id}/reactions/${encodeURIComponent('👍')}`;
    for (const person of [amel, yacine]) await person.call('PUT', path);
    await Promise.all([chatListIsTrue(), messagesAreTrue()]);
    await amel.call('DELETE', path);
    await Promise.all([chatListIsTrue(), messagesAreTrue()]);
  });

  it('messageUpdated by deletions, of what was read, what is unread and what was quoted', async () => {
    const { message: quoted } = await yacine.send(chat.id, 'to be quoted');
    await amel.send(chat.id, 'about that', { replyToId: quoted.id });
    const { message: unread } = await yacine.send(chat.id, 'said in anger');
    const { message: newest } = await yacine.send(chat.id, 'and more');
    for (const { id } of [quoted, unread, newest]) {
      await yacine.call('DELETE', `/messages/${id}`);
      await Promise.all([chatListIsTrue(), messagesAreTrue(), bellIsTrue()]);
    }
  });

  it('newMessage, messageUpdated and notification by mentions in a muted group, edited and deleted', async () => {
    const group = await yacine.call<ChatDto>('POST', '/chats', {
      type: 'group',
      title: 'Market',
      memberIds: [amel.id, agent.id],
    });
    await amel.call('PUT', `/chats/${group.id}/preferences`, { mutedUntil: MUTED_FOR_EVER });
    const thread = parley.messages(group.id);
    thread.open();
    const all = () =>
      Promise.all([
        chatListIsTrue(),
        bellIsTrue(),
        settles(thread, async ({ items }) => {
          expect(items).toEqual((await parley.rest.chats.messages(group.id, { limit: 100 })).items);
        }),
      ]);
    const mentions = [{ userId: amel.id, from: 0, to: 5 }];
    const { message } = await yacine.send(group.id, '@Amel come', { mentions });
    await all();
    expect(parley.bell.getState().rows[0]).toMatchObject({ type: 'mention', text: '@Amel come' });
    await yacine.call('PATCH', `/messages/${message.id}`, { text: '@Amel, come', mentions });
    await all();
    await yacine.call('DELETE', `/messages/${message.id}`);
    await all();
    thread.close();
  });

  it('newMessage and messageUpdated by files: sent, quoted, forwarded and deleted', async () => {
    const picture = await yacine.upload(Buffer.from(ONE_PIXEL, 'base64'), 'dot.png');
    const note = await yacine.upload(Buffer.from('Price list'), 'prices.txt');
    const { message } = await yacine.send(chat.id, '', { attachmentIds: [picture.id, note.id] });
    await Promise.all([chatListIsTrue(), messagesAreTrue(), bellIsTrue()]);
    await yacine.send(chat.id, 'that one', { replyToId: message.id });
    const copy = await yacine.send(chat.id, '', { forwardOfId: message.id });
    await Promise.all([chatListIsTrue(), messagesAreTrue(), bellIsTrue()]);
    for (const { id } of [message, copy.message]) await yacine.call('DELETE', `/messages/${id}`);
    await Promise.all([chatListIsTrue(), messagesAreTrue(), bellIsTrue()]);
  });

  it('newMessage and messageUpdated by offers, counters, answers and time, also while away', async () => {
    const all = () => Promise.all([chatListIsTrue(), messagesAreTrue(), bellIsTrue(), offersAreTrue()]);
    parley.offers(chat.id).open();
    const first = await makeOffer(yacine, chat.id);
    await all();
    parley.messages(chat.id).send('', { offer: { amount: 5_000_000, currency: 'DZD', counterOfId: first.id } });
    await all();
    const [counter] = parley.offers(chat.id).getState().offers;
    expect(counter?.offer).toMatchObject({ counterOfId: first.id, state: 'live' });
    await answer(yacine, chat.id, counter?.offer.id ?? '', 'decline');
    await all();
    const second = await makeOffer(yacine, chat.id);
    await server.app.get(OfferExpiry).expire(second.id);
    await all();
    const third = await makeOffer(yacine, chat.id);
    await all();
    await parley.stop();
    await answer(amel, chat.id, third.id, 'accept');
    parley.start();
    await all();
    const states = parley
      .offers(chat.id)
      .getState()
      .offers.map(({ offer }) => offer.state);
    expect(states).toEqual(['accepted', 'expired', 'declined', 'countered']);
    parley.offers(chat.id).close();
  });

  it('messageUpdated while away, made up for by the sync', async () => {
    const { message } = await yacine.send(chat.id, 'before the tunnel');
    await messagesAreTrue();
    await parley.stop();
    await yacine.call('PATCH', `/messages/${message.id}`, { text: 'in the tunnel' });
    await yacine.call('PUT', `/messages/${message.id}/reactions/${encodeURIComponent('🎉')}`);
    const { message: gone } = await yacine.send(chat.id, 'said and taken back');
    await yacine.call('DELETE', `/messages/${gone.id}`);
    parley.start();
    await Promise.all([chatListIsTrue(), messagesAreTrue(), bellIsTrue()]);
  });

  it('chatUpdated', async () => {
    const made = await amel.chatWith(yacine, { type: 'listing', id: 'new', title: 'New listing' });
    await chatListIsTrue();
    expect(parley.chats.getState().byId[made.id]?.context?.title).toBe('New listing');
  });

  it('chatUpdated, by my own flags on another device, and what reading and writing make of them', async () => {
    const prefer = (input: object) => amel.call('PUT', `/chats/${chat.id}/preferences`, input);
    await yacine.send(chat.id, 'unread');
    await prefer({ mutedUntil: MUTED_FOR_EVER });
    await chatListIsTrue();
    await prefer({ mutedUntil: null, isMarkedUnread: true });
    await chatListIsTrue();
    await amel.send(chat.id, 'answered');
    await chatListIsTrue();
    expect(parley.chats.getState().byId[chat.id]).toMatchObject({ isMarkedUnread: false, isAwaitingReply: false });
  });

  it('chatUpdated, by the place that pins and the archive give a chat', async () => {
    const old = await amel.chatWith(yacine, { type: 'order', id: 'pinned', title: 'Order' });
    await yacine.send(old.id, 'first');
    await yacine.send(chat.id, 'newer');
    const prefer = (input: object) => amel.call('PUT', `/chats/${old.id}/preferences`, input);
    await prefer({ isPinned: true });
    await chatListIsTrue();
    expect(parley.chats.getState().ids[0]).toBe(old.id);
    await prefer({ isArchived: true });
    await chatListIsTrue();
    expect(parley.chats.getState().ids).not.toContain(old.id);
    await yacine.send(old.id, 'back');
    await chatListIsTrue();
    expect(parley.chats.getState().ids).toContain(old.id);
  });

  it('chatUpdated, by the marketplace', async () => {
    const made = await amel.chatWith(yacine, { type: 'listing', id: 'fresh', title: 'Old' });
    const headers = { authorization: `ServerKey ${SERVER_KEY}` };
    await amel.request('PUT', '/contexts/listing/fresh', { title: 'New', status: 'sold' }, headers);
    await chatListIsTrue();
    expect(parley.chats.getState().byId[made.id]?.context).toMatchObject({ title: 'New', status: 'sold' });
  });

  it('chatUpdated and chatRemoved, in the life of a group', async () => {
    const lina = await buildPerson(server, { name: 'Lina Kaci' });
    const omar = await buildPerson(server, { name: 'Omar Saidi' });
    const memberIds = [amel.id, lina.id];
    const group = await yacine.call<ChatDto>('POST', '/chats', { type: 'group', title: 'Club', memberIds });
    const path = `/chats/${group.id}`;
    await chatListIsTrue();
    await yacine.call('PATCH', path, { title: 'Chess' });
    await yacine.call('POST', `${path}/members`, { userIds: [omar.id] });
    await yacine.call('PATCH', `${path}/members/${amel.id}`, { role: 'admin' });
    await chatListIsTrue();
    await lina.send(group.id, 'bye');
    await lina.call('DELETE', `${path}/members/${lina.id}`);
    await yacine.call('DELETE', `${path}/members/${yacine.id}`);
    await chatListIsTrue();
    const mine = parley.chats.getState().byId[group.id];
    expect(mine?.members.map(({ user, role }) => [user.name, role])).toEqual([
      ['Amel Haddad', 'owner'],
      ['Omar Saidi', 'member'],
    ]);
    await amel.call('PATCH', `${path}/members/${omar.id}`, { role: 'owner' });
    await omar.call('DELETE', `${path}/members/${amel.id}`);
    await settles(parley.chats, ({ byId }) => expect(byId[group.id]).toBeUndefined());
    await Promise.all([chatListIsTrue(), bellIsTrue()]);
    await omar.call('POST', `${path}/members`, { userIds: [amel.id] });
    await Promise.all([chatListIsTrue(), bellIsTrue()]);
  });

  it('notification and notificationCounts', async () => {
    const other = await yacine.chatWith(amel, { type: 'order', id: 'bell', title: 'Order' });
    for (const text of ['one', 'two', 'three']) await yacine.send(other.id, text);
    await bellIsTrue();
    await amel.call('POST', '/notifications/seen-all');
    await settles(parley.bell, async ({ counts }) => expect(counts).toEqual(await parley.rest.notifications.counts()));
    await amel.call('PUT', `/chats/${other.id}/read`, { seq: 3 });
    await settles(parley.bell, async ({ counts }) => expect(counts).toEqual(await parley.rest.notifications.counts()));
  });

  it('notification, for what is put away on another device and comes back', async () => {
    const other = await yacine.chatWith(amel, { type: 'order', id: 'away', title: 'Away' });
    await yacine.send(other.id, 'put me away');
    const [row] = (await parley.rest.notifications.list()).items;
    const path = `/notifications/${row?.id}`;
    const shows = (isShown: boolean) =>
      settles(parley.bell, async ({ rows, counts }) => {
        const fresh = await parley.rest.notifications.list();
        expect(rows.map(({ id }) => id)).toEqual(fresh.items.map(({ id }) => id));
        expect(rows.some(({ id }) => id === row?.id)).toBe(isShown);
        expect(counts).toEqual(await parley.rest.notifications.counts());
      });
    await shows(true);
    await amel.call('POST', `${path}/archive`);
    await shows(false);
    await amel.call('DELETE', `${path}/archive`);
    await shows(true);
    const snooze = (inMs: number) =>
      amel.call('POST', `${path}/snooze`, { until: new Date(Date.now() + inMs).toISOString() });
    await snooze(3_600_000);
    await shows(false);
    await snooze(1_500);
    await shows(true);
  });

  it('broadcast', async () => {
    const variants = { en: { title: 'Hello', text: 'To all' } };
    const asked = { broadcastId: randomUUID(), variants, defaultLocale: 'en' };
    const { broadcast } = await admin.call<CreatedBroadcastDto>('POST', '/broadcasts', asked);
    await settles(parley.bell, async ({ rows, counts }) => {
      expect(rows[0]).toMatchObject({ type: 'broadcast', title: 'Hello' });
      expect(counts).toEqual(await parley.rest.notifications.counts());
    });
    await admin.call('POST', `/broadcasts/${broadcast.id}/cancel`);
    await settles(parley.bell, ({ rows }) => expect(rows.map(({ id }) => id)).not.toContain(broadcast.id));
    await bellIsTrue();
  });

  it('ticketUpdated, and what happens in its thread', async () => {
    const ticket = await amel.call<SupportTicketDto>('POST', '/support-tickets', {
      subject: 'Refund',
      category: 'booking',
      description: 'Please',
      clientMsgId: randomUUID(),
    });
    await agent.send(ticket.chatId, 'I look into it');
    await agent.call('PATCH', `/support-tickets/${ticket.id}`, { state: 'pending' });
    await Promise.all([ticketsAreTrue(), chatListIsTrue()]);
    expect(parley.tickets.getState().byId[ticket.id]).toMatchObject({ state: 'pending', assignee: { id: agent.id } });
  });

  it('agentUpdated and ticketNote, which only the staff hears', async () => {
    const staff = createParley({
      url: server.url,
      auth: { kind: 'token', getToken: async () => agent.session.accessToken },
      me: agent.me,
    });
    staff.start();
    try {
      await settles(staff.connection, ({ isSynced }) => expect(isSynced).toBe(true));
      const desk = deskOf(staff);
      const ticket = await amel.call<SupportTicketDto>('POST', '/support-tickets', {
        ...{ subject: 'Parcel', category: 'general', description: 'Where is it?', clientMsgId: randomUUID() },
      });
      const notes = desk.notes(ticket.id);
      notes.open();
      await desk.agents.load();
      const listener = recordFacts(await agent.connect());
      const isTrue = () =>
        Promise.all([
          settles(desk.agents, async ({ agents, isLoaded }) => {
            expect(isLoaded).toBe(true);
            expect(agents).toEqual(await agent.call<AgentDto[]>('GET', '/desk/agents'));
          }),
          settles(notes, async (state) => {
            const { items } = await agent.call<Page<TicketNoteDto>>('GET', `/support-tickets/${ticket.id}/notes`);
            expect([...state.notes].reverse()).toEqual(items);
            expect(state.isLoaded).toBe(true);
          }),
        ]);
      await agent.call('PUT', '/desk/agents/me', { isAccepting: true });
      await admin.call('PUT', `/desk/agents/${agent.id}`, { capacity: 3 });
      for (const text of ['He paid twice', 'I ask the bank']) {
        await admin.call('POST', `/support-tickets/${ticket.id}/notes`, { text, clientNoteId: randomUUID() });
      }
      await isTrue();
      expect(desk.agents.getState().agents.find(({ user }) => user.id === agent.id)).toMatchObject({
        ...{ isAccepting: true, capacity: 3 },
      });
      expect(notes.getState().notes).toHaveLength(2);
      await agent.call('PUT', '/desk/agents/me', { isAccepting: false });
      await isTrue();
      heard.push(...listener.filter(({ fact }) => fact === 'agentUpdated' || fact === 'ticketNote'));
    } finally {
      await staff.stop();
    }
  });

  it('presence', async () => {
    const stop = parley.presence.watch([yacine.id]);
    const state = (expected: string) =>
      settles(parley.presence, ({ byUserId }) => expect(byUserId[yacine.id]?.state).toBe(expected));
    await state('online');
    yacine.disconnect();
    await state('offline');
    await yacine.connect();
    await state('online');
    stop();
  });

  it('typing, which starts and stops', async () => {
    const phone = await yacine.connect();
    await yacine.emit(phone, 'typing', { chatId: chat.id, isTyping: true });
    await settles(parley.typing, ({ byChatId }) => expect(byChatId[chat.id]).toEqual([yacine.id]));
    await yacine.emit(phone, 'typing', { chatId: chat.id, isTyping: false });
    await settles(parley.typing, ({ byChatId }) => expect(byChatId[chat.id]).toBeUndefined());
  });

  it('call, and callSignal, which goes to the tab that talks and leaves nothing behind', async () => {
    const phone = await yacine.connect();
    const [callId, mine, theirs] = [randomUUID(), randomUUID(), randomUUID()];
    await amel.emit(tab, 'startCall', { callId, chatId: chat.id, deviceId: mine, media: 'audio' });
    await callsAreTrue();
    expect(parley.calls.getState().current).toMatchObject({ id: callId, state: 'ringing' });
    await yacine.emit(phone, 'acceptCall', { callId, deviceId: theirs });
    const signalled = nextFact(tab, 'callSignal');
    const signal = { kind: 'media', isMicrophoneOn: true, isCameraOn: false, isSharingScreen: false };
    await yacine.emit(phone, 'signalCall', { callId, deviceId: theirs, signal });
    expect(await signalled).toEqual({ callId, fromDeviceId: theirs, signal });
    const { call } = await amel.call<{ call: CallDto }>('GET', '/calls/current');
    expect(heard.findLast(({ fact }) => fact === 'call')?.payload).toEqual(call);
    await callsAreTrue();
    expect(parley.calls.getState().current).toMatchObject({ state: 'active' });
    const ended = nextFact(tab, 'call');
    await yacine.emit(phone, 'endCall', { callId });
    expect(await ended).toMatchObject({ id: callId, state: 'ended' });
    await Promise.all([callsAreTrue(), chatListIsTrue(), messagesAreTrue(), bellIsTrue()]);
    expect(parley.calls.getState()).toEqual({ current: null, call: null });
  });

  it('holds for every fact of the contract: each was heard, or is named here as without state', () => {
    const all: Record<Fact, true> = {
      ready: true,
      newMessage: true,
      messageUpdated: true,
      messageRead: true,
      messageDelivered: true,
      typing: true,
      presence: true,
      chatUpdated: true,
      chatRemoved: true,
      notification: true,
      notificationCounts: true,
      ticketUpdated: true,
      ticketNote: true,
      ticketViewers: true,
      agentUpdated: true,
      broadcast: true,
      call: true,
      callSignal: true,
      authExpiring: true,
      serverShutdown: true,
      error: true,
    };
    const heardNames = new Set(heard.map(({ fact }) => fact));
    const missing = (Object.keys(all) as Fact[]).filter(
      (fact) => !heardNames.has(fact) && !WITHOUT_STATE.includes(fact),
    );
    // These go only to sockets that asked for them, which the recording one did not.
    expect(missing).toEqual(['presence', 'ticketViewers']);
  });
});
