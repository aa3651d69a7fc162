import type { ChatDto, MessagePageDto } from '@app/contracts';
import { isSameList, sameOr } from '../core/same';
import { createStore, type Store, type WritableStore } from '../core/store';
import type { MessageStoreDeps } from './create-message-store';
import type { MessageState } from './message-list';
import { type MessageWindow, replaceWindow, UNLOADED } from './message-window';
import { createOwnChangesView } from './own-changes';
import { pendingOf } from './pending';

export type ThreadState = MessageState & MessageWindow;

/** One chat's state, with the parts that follow from other stores (pending messages, own changes, ticks) always up to date. */
export interface ThreadCell {
  /** What is shown. */
  readonly store: Store<ThreadState>;
  /** What the server said, without own changes that it did not confirm yet. */
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
  const viewOf = createOwnChangesView(me.id);
  const own = <T extends { chatId: string }>(all: readonly T[]) => all.filter((item) => item.chatId === chatId);

  let truth: ThreadState = {
    ...(initial ? replaceWindow(UNLOADED, initial) : UNLOADED),
    ...ticksOf(chat(), me.id),
    chatId,
    pending: [],
    changes: [],
    isLoaded: initial !== undefined,
    isLoading: NOT_LOADING,
    error: null,
    firstUnreadSeq: null,
  };
  const store: WritableStore<ThreadState> = createStore<ThreadState>(truth);

  const set = (part: Partial<ThreadState>) => {
    const outboxState = outbox.getState();
    const next = { ...truth, ...part };
    const pending = sameOr(truth.pending, pendingOf(outboxState.items, next, { chatId, meId: me.id }));
    const changes = sameOr(truth.changes, own(outboxState.changes));
    truth = { ...next, pending, changes };
    store.setState({ ...truth, items: viewOf(truth, changes) });
  };

  let lastChat = chat();
  chats.subscribe(() => {
    if (chat() === lastChat) return;
    lastChat = chat();
    const ticks = ticksOf(lastChat, me.id);
    const { readSeq, deliveredSeq } = truth;
    if (ticks.readSeq !== readSeq || ticks.deliveredSeq !== deliveredSeq) set(ticks);
  });
  outbox.subscribe(({ items, changes }, before) => {
    const isSame = isSameList(own(before.items), own(items)) && isSameList(own(before.changes), own(changes));
    if (!isSame) set({});
  });
  if (own(outbox.getState().items).length + own(outbox.getState().changes).length > 0) set({});

  return { store, get: () => truth, set, chat };
}

/** How far all others are; a chat without others never gets past `sent`. */
function ticksOf(chat: ChatDto | undefined, meId: string): Pick<MessageState, 'deliveredSeq' | 'readSeq'> {
  const others = chat?.members.filter(({ userId }) => userId !== meId) ?? [];
  if (others.length === 0) return { deliveredSeq: 0, readSeq: 0 };
  const deliveredSeq = Math.min(...others.map((member) => Math.max(member.lastDeliveredSeq, member.lastReadSeq)));
  return { deliveredSeq, readSeq: Math.min(...others.map(({ lastReadSeq }) => lastReadSeq)) };
}
