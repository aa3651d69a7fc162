import type { Limits, MeDto, MessageDto, MessagePageDto, ReceiptDto } from '@app/contracts';
import type { ChatList } from '../chat/create-chat-list';
import type { Commands } from '../connection/commands';
import type { Clock } from '../core/clock';
import { ParleyError } from '../core/error';
import type { ServerClock } from '../core/server-clock';
import type { Store } from '../core/store';
import type { Outbox } from '../outbox/outbox';
import type { Rest } from '../rest/rest';
import { createFocusReporter } from './focus-reporter';
import type { MessageStore } from './message-list';
import { mayEdit, mayForward, mayRemove, type RightsOf } from './message-rights';
import { toPendingAttachment } from './pending';
import { createReadMarker } from './read-marker';
import { createThreadPages } from './thread-pages';
import { createThreadCell } from './thread-state';
import { createThreadSync } from './thread-sync';
import { createTypingSender } from './typing-sender';

export interface MessageStoreDeps {
  rest: Rest;
  me: MeDto;
  clock: Clock;
  limits: Store<Limits>;
  commands: Commands;
  chats: ChatList;
  outbox: Outbox;
  serverClock: ServerClock;
  epoch(): string | null;
  /** The answer of an own markRead, to be applied everywhere. */
  onReceipt(receipt: ReceiptDto): void;
}

/** What the rest of the library sees of a message store. */
export interface Thread extends MessageStore {
  isOpen(): boolean;
  apply(message: MessageDto): void;
  /** Head check: fetches what no fact told, and says again what was not acknowledged. */
  check(): void;
  /** A new connection: say again what is open and read, and fetch what happened meanwhile. Throws on faults. */
  resync(): Promise<void>;
  /** This person is no longer a member: nothing of it stays on screen. */
  expel(): void;
  /** Maybe a member again. */
  readmit(): void;
  /** The database is another one: nothing known holds. */
  reset(): void;
}

export function createMessageStore(chatId: string, deps: MessageStoreDeps, initial?: MessagePageDto): Thread {
  const { me, outbox, limits, serverClock } = deps;
  let openCount = 0;
  const isOpen = () => openCount > 0;

  const cell = createThreadCell(chatId, deps, initial);
  const { get, set, store } = cell;

  const setDivider = () => {
    const chat = cell.chat();
    if (isOpen() && get().firstUnreadSeq === null && chat && chat.unread > 0) {
      set({ firstUnreadSeq: chat.lastReadSeq + 1 });
    }
  };

  const onChat = () => {
    setDivider();
    // Opening a chat ends "marked unread", also when there is nothing new in it.
    if (cell.chat()?.isMarkedUnread) reads.repeat();
  };

  const pages = createThreadPages(cell, deps, { onChat, onBehind: () => sync.syncSoon() });
  const sync = createThreadSync(cell, { ...deps, pages, isOpen });
  const typing = createTypingSender(chatId, deps);
  const focus = createFocusReporter(chatId, deps);
  const reads = createReadMarker(chatId, { ...deps, lastReadSeq: () => cell.chat()?.lastReadSeq ?? 0 });
  const { loadBefore, loadAfter, loadAround, jumpToLatest } = pages;
  const rights = (): RightsOf => ({ me, chat: cell.chat(), limits: limits.getState(), now: serverClock.now() });

  const forwardable = (messageId: string): MessageDto => {
    const message = get().items.find(({ id }) => id === messageId);
    if (message && mayForward(message)) return message;
    throw new ParleyError({ code: 'VALIDATION', message: 'Only a loaded message of a person can be forwarded' });
  };

  return {
    chatId,
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    loadBefore,
    loadAfter,
    loadAround,
    jumpToLatest,
    isOpen,
    apply: sync.apply,
    open() {
      openCount += 1;
      if (openCount > 1) return;
      onChat();
      focus.open();
      void sync.syncQuietly();
    },
    close() {
      openCount -= 1;
      if (isOpen()) return;
      sync.stop();
      typing.set(false);
      focus.close();
      set({ firstUnreadSeq: null });
    },
    setFocused: focus.setFocused,
    send(text, options = {}) {
      const pending = outbox.send({ ...options, chatId, text });
      typing.set(false);
      void jumpToLatest();
      return pending;
    },
    edit: (messageId, text, mentions) => outbox.change({ kind: 'edit', chatId, messageId, text, mentions }),
    remove: (messageId) => outbox.change({ kind: 'remove', chatId, messageId }),
    react: (messageId, emoji, isOn) => outbox.change({ kind: 'react', chatId, messageId, emoji, isOn }),
    forward(messageId, chatIds) {
      const { id: forwardOfId, text, attachments } = forwardable(messageId);
      const copied = { forwardOfId, text, attachments: attachments.map(toPendingAttachment) };
      return chatIds.map((target) => outbox.forward({ ...copied, chatId: target }));
    },
    mayForward,
    mayEdit: (message) => mayEdit(message, rights()),
    mayRemove: (message) => mayRemove(message, rights()),
    retry: outbox.retry,
    discard: outbox.discard,
    markRead: reads.mark,
    setTyping: typing.set,
    tickOf({ senderId, seq }) {
      if (senderId !== me.id) return null;
      const { readSeq, deliveredSeq } = get();
      if (seq <= readSeq) return 'read';
      return seq <= deliveredSeq ? 'delivered' : 'sent';
    },
    check() {
      void sync.syncQuietly();
      void reads.flush();
    },
    async resync() {
      focus.repeat();
      await Promise.all([reads.flush(), sync.resync()]);
    },
    expel() {
      sync.stop();
      pages.reset();
      set({ error: new ParleyError({ code: 'FORBIDDEN', message: 'Not a member any more' }) });
    },
    readmit() {
      if (isOpen() && get().error?.code === 'FORBIDDEN') void sync.syncQuietly();
    },
    reset: pages.reset,
  };
}
