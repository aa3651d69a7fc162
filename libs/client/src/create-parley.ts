import type { InboxSyncDto, ReadyDto, ReceiptDto } from '@app/contracts';
import { createBell } from './bell/create-bell';
import { createCalls } from './call/create-calls';
import { createChatList } from './chat/create-chat-list';
import { createDelivery } from './chat/delivery';
import { createConnection } from './connection/connection';
import { createRestCommands } from './connection/rest-commands';
import type { Fact } from './connection/transport';
import { createEnvironment } from './core/create-environment';
import { createServerClock } from './core/server-clock';
import { createDrafts } from './draft/create-drafts';
import { createIndexedDbDrafts, createMemoryDrafts } from './draft/draft-storage';
import { createLeader } from './leader/create-leader';
import { createMessageStore, type Thread } from './message/create-message-store';
import { createOffers } from './offer/create-offers';
import { createOutbox } from './outbox/create-outbox';
import { createIndexedDbStorage } from './outbox/indexed-db-storage';
import { createMemoryStorage } from './outbox/memory-storage';
import type { OutboxState } from './outbox/outbox';
import type { Parley, ParleyOptions } from './parley';
import { createActivity } from './presence/activity';
import { createPresence } from './presence/create-presence';
import { restOf, sessionOf } from './rest/create-rest';
import { createSearch } from './search/create-search';
import { createHeadCheck } from './sync/head-check';
import { createResync } from './sync/resync';
import { createTickets } from './ticket/create-tickets';
import { createTyping } from './typing/create-typing';
import { createUploads } from './upload/upload';

/** Wires one signed-in person's stores to one connection. Does nothing until `start`. */
export function createParley(options: ParleyOptions): Parley {
  const { url = '', auth = { kind: 'cookie' }, me, initial } = options;
  const env = createEnvironment({ url, auth }, options.environment);
  const { clock, random } = env;
  const serverClock = createServerClock(clock);
  const isBrowser = 'indexedDB' in globalThis;
  const storage = options.storage ?? (isBrowser ? createIndexedDbStorage() : createMemoryStorage());
  const draftStorage = options.draftStorage ?? (isBrowser ? createIndexedDbDrafts() : createMemoryDrafts());

  const connection = createConnection(env);
  const { limits } = connection;
  const session = sessionOf(
    { url, auth, fetch: serverClock.watch(env.fetch), onSignedOut: () => connection.signOut() },
    env.locks,
    options.environment?.fetch === undefined,
  );
  const rest = restOf(session);
  const threads = new Map<string, Thread>();

  const applyReceipt = (data: ReceiptDto) => resync.take({ name: 'messageRead', data });
  const leader = createLeader(env.locks, me.id);
  const shared = { rest, me, clock, random, env, limits, serverClock, leader, commands: connection };
  const epoch = () => connection.getState().epoch;
  const chats = createChatList({ ...shared, initial, epoch, onDigest: (digest) => takeDigest(digest) });
  const bell = createBell({ ...shared, initial: initial?.notificationCounts });
  const tickets = createTickets(shared);
  const presence = createPresence(shared);
  const typing = createTyping(shared);
  const search = createSearch(rest);
  const offers = createOffers(shared);
  const activity = createActivity(env, shared);
  const delivery = createDelivery({
    ...shared,
    meId: me.id,
    onReceipt: (data) => resync.take({ name: 'messageDelivered', data }),
  });
  const uploads = createUploads(rest);
  const outbox = createOutbox({
    ...shared,
    uploads,
    userId: me.id,
    storage,
    onStored: (fact) => {
      // It has left the outbox: while all else waits for a resync to end, the message must not be gone from the screen.
      threads.get(fact.data.chatId)?.apply(fact.data);
      resync.take(fact);
    },
  });

  const calls = createCalls({ ...shared, meId: me.id, callHost: options.callHost });
  const drafts = createDrafts({ env, userId: me.id, storage: draftStorage });

  const messages = (chatId: string): Thread => {
    const known = threads.get(chatId);
    if (known) return known;
    const thread = createMessageStore(
      chatId,
      { ...shared, chats, outbox, epoch, onReceipt: applyReceipt },
      initial?.messages?.[chatId],
    );
    threads.set(chatId, thread);
    return thread;
  };
  const openThreads = () => [...threads.values()].filter((thread) => thread.isOpen());

  const listeners = new Set<(fact: Fact) => void>();

  const apply = (fact: Fact) => {
    for (const listener of listeners) listener(fact);
    switch (fact.name) {
      case 'newMessage':
        chats.apply(fact);
        offers.apply(fact.data);
        threads.get(fact.data.chatId)?.apply(fact.data);
        if (fact.data.senderId === null || fact.data.senderId === me.id) return;
        typing.apply({ chatId: fact.data.chatId, userId: fact.data.senderId, isTyping: false });
        return delivery.note(fact.data.chatId, fact.data.seq);
      case 'messageUpdated':
        chats.apply(fact);
        search.apply(fact.data);
        offers.apply(fact.data);
        return threads.get(fact.data.chatId)?.apply(fact.data);
      case 'typing':
        return typing.apply(fact.data);
      case 'presence':
        return presence.apply(fact.data);
      case 'chatUpdated':
        chats.apply(fact);
        return threads.get(fact.data.id)?.readmit();
      case 'chatRemoved':
        chats.apply(fact);
        search.forget(fact.data.chatId);
        return threads.get(fact.data.chatId)?.expel();
      case 'call':
      case 'callSignal':
        return calls.apply(fact);
      case 'ticketUpdated':
        return tickets.apply(fact.data);
      case 'notification':
      case 'notificationCounts':
      case 'broadcast':
        return bell.apply(fact);
      default:
        return chats.apply(fact);
    }
  };

  const resync = createResync({
    ...shared,
    apply,
    async fetchAll() {
      const open = openThreads();
      await Promise.all([
        chats.resync(open.map(({ chatId }) => chatId)),
        bell.resync(),
        tickets.resync(),
        presence.resync(),
        calls.resync(),
        offers.resync(),
        ...open.map((thread) => thread.resync()),
      ]);
    },
    onSynced() {
      connection.setSynced(true);
      chats.recount();
      delivery.noteAll(Object.values(chats.getState().byId));
    },
  });

  const headCheck = createHeadCheck({
    ...shared,
    check() {
      const open = openThreads();
      for (const thread of open) thread.check();
      void chats.check(open.map(({ chatId }) => chatId));
    },
  });

  /** The database may be another one: then nothing known holds. */
  const noteEpoch = (now: string) => {
    const before = epoch();
    if (before !== null && before !== now) for (const part of [chats, tickets, ...threads.values()]) part.reset();
  };

  const takeDigest = ({ epoch: now, notificationCounts }: InboxSyncDto) => {
    noteEpoch(now);
    if (epoch() !== now) connection.setEpoch(now);
    bell.takeCounts(notificationCounts);
  };

  /** A hidden tab may be frozen, with the lead in its hands: it lets go as soon as nothing of the outbox is under way. */
  const yieldHidden = () => {
    if (!env.signals.isVisible() && !isBusy(outbox.getState())) leader.yield();
  };
  let stopYielding = () => {};

  const onReady = (ready: ReadyDto) => {
    noteEpoch(ready.epoch);
    outbox.wake();
    activity.repeat();
    resync.begin();
  };

  let isStarted = false;
  return {
    me,
    rest,
    connection,
    limits,
    chats,
    presence,
    typing,
    bell,
    tickets,
    outbox,
    uploads,
    drafts,
    calls,
    search,
    leader,
    now: serverClock.now,
    live: {
      clock,
      signals: env.signals,
      isReady: connection.isReady,
      request: connection.request,
      onFact(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    messages,
    offers: offers.of,
    start() {
      if (isStarted) return;
      isStarted = true;
      outbox.start();
      leader.start();
      const stops = [
        env.signals.onChange(yieldHidden),
        outbox.subscribe((_now, before) => isBusy(before) && yieldHidden()),
      ];
      stopYielding = () => {
        for (const stop of stops) stop();
      };
      drafts.start();
      activity.start();
      headCheck.start();
      connection.start({
        ready: onReady,
        fact: (fact) => resync.take(fact),
        lost() {
          resync.cancel();
          typing.clear();
        },
        requestByRest: createRestCommands(rest),
        async poll() {
          const open = openThreads();
          await chats.resync(open.map(({ chatId }) => chatId));
          await Promise.all(open.map((thread) => thread.resync()));
        },
        fallenBack: () => outbox.wake(),
        renewSession: () => session.renew(),
        async getSocketToken() {
          if (auth.kind === 'token') return auth.getToken();
          await session.renew();
          return (await rest.auth.wsTicket()).ticket;
        },
      });
    },
    async forget() {
      calls.hangUp();
      await Promise.all([outbox.clear(), drafts.clear()]);
    },
    async stop() {
      isStarted = false;
      connection.stop();
      headCheck.stop();
      activity.stop();
      delivery.stop();
      calls.stop();
      chats.stop();
      bell.stop();
      tickets.stop();
      offers.stop();
      outbox.stop();
      stopYielding();
      leader.stop();
      await drafts.stop();
    },
  };
}

function isBusy({ items, changes }: OutboxState): boolean {
  return [...items, ...changes].some(({ errorCode }) => errorCode === null);
}
