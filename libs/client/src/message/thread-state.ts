import type { ChatDto, MessagePageDto } from '@app/contracts';
import { createStore, type Store, type WritableStore } from '../core/store';
import type { MessageStoreDeps } from './create-message-store';
import type { MessageState } from './message-list';
import { type MessageWindow, replaceWindow, UNLOADED } from './message-window';
import { pendingOf } from './pending';

export type ThreadState = MessageState & MessageWindow;

/** One chat's state, with the parts that follow from other stores (pending messages, ticks) always up to date. */
export interface ThreadCell {
  readonly store: Store<ThreadState>;
  get(): ThreadState;
  set(part: Partial<ThreadState>): void;
  chat(): ChatDto | undefined;
}

export const NOT_LOADING: MessageState['isLoading'] = { first: false, before: false, after: false };

export function createThreadCell(
  chatId: string,
  { me, chats, outbox }: Pick<MessageStoreDeps, 'me' | 'chats' | 'outbox'>,
  initial?: MessagePageDto,
): ThreadCell {
  const chat = (): ChatDto | undefined => chats.getState().byId[chatId];
  const store: WritableStore<ThreadState> = createStore<ThreadState>({
    ...(initial ? replaceWindow(UNLOADED, initial) : UNLOADED),
    ...ticksOf(chat(), me.id),
    chatId,
    pending: [],
    isLoaded: initial !== undefined,
    isLoading: NOT_LOADING,
    error: null,
    firstUnreadSeq: null,
  });

  const set = (part: Partial<ThreadState>) => {
    const next = { ...store.getState(), ...part };
    const pending = pendingOf(outbox.getState().items, next, { chatId, meId: me.id });
    const isSame = pending.length === next.pending.length && pending.every((item, i) => item === next.pending[i]);
    store.setState(isSame ? next : { ...next, pending });
  };

  let lastChat = chat();
  chats.subscribe(() => {
    if (chat() === lastChat) return;
    lastChat = chat();
    const ticks = ticksOf(lastChat, me.id);
    const { readSeq, deliveredSeq } = store.getState();
    if (ticks.readSeq !== readSeq || ticks.deliveredSeq !== deliveredSeq) set(ticks);
  });
  let lastOwn = outbox.getState().items.filter((item) => item.chatId === chatId);
  outbox.subscribe(({ items }) => {
    const own = items.filter((item) => item.chatId === chatId);
    if (own.length === lastOwn.length && own.every((item, i) => item === lastOwn[i])) return;
    lastOwn = own;
    set({});
  });
  if (lastOwn.length > 0) set({});

  return { store, get: store.getState, set, chat };
}

/** How far all others are; a chat without others never gets past `sent`. */
function ticksOf(chat: ChatDto | undefined, meId: string): Pick<MessageState, 'deliveredSeq' | 'readSeq'> {
  const others = chat?.members.filter(({ userId }) => userId !== meId) ?? [];
  if (others.length === 0) return { deliveredSeq: 0, readSeq: 0 };
  const deliveredSeq = Math.min(...others.map((member) => Math.max(member.lastDeliveredSeq, member.lastReadSeq)));
  return { deliveredSeq, readSeq: Math.min(...others.map(({ lastReadSeq }) => lastReadSeq)) };
}
