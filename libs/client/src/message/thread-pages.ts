import type { MessagePageDto, MessagePageQuery } from '@app/contracts';
import { toParleyError } from '../core/error';
import type { MessageStoreDeps } from './create-message-store';
import { appendPage, indexOfSeq, prependPage, replaceWindow, UNLOADED } from './message-window';
import { NOT_LOADING, type ThreadCell } from './thread-state';

export interface ThreadPages {
  /** Counts replacements of the window; an answer for an older window is dropped. */
  generation(): number;
  /** True while a page that becomes the window is on its way: live messages wait for it. */
  isHolding(): boolean;
  /** Loads the page to open with: at the first unread message when that is further up than the latest page reaches. */
  loadFirst(): Promise<void>;
  loadBefore(): Promise<void>;
  loadAfter(): Promise<void>;
  loadAround(seq: number): Promise<void>;
  jumpToLatest(): Promise<void>;
  /** The same place again: what is here cannot be trusted any more. */
  reload(): Promise<void>;
  reset(): void;
}

export interface ThreadPagesEvents {
  /** The chat is known, right before its first page is asked for. */
  onChat(): void;
  /** A page was older than the window and moved its cursor back. */
  onBehind(): void;
}

/** Moves the window over the chat, page by page. */
export function createThreadPages(
  { get, set }: ThreadCell,
  { rest, chats, limits }: Pick<MessageStoreDeps, 'rest' | 'chats' | 'limits'>,
  { onChat, onBehind }: ThreadPagesEvents,
): ThreadPages {
  let generation = 0;
  let isHolding = false;
  const { chatId } = get();
  const size = () => limits.getState().pageSize;

  const replaceBy = async (findQuery: () => Promise<MessagePageQuery>): Promise<void> => {
    const mine = ++generation;
    isHolding = true;
    set({ isLoading: { ...NOT_LOADING, first: true }, error: null });
    try {
      const page = await rest.chats.messages(chatId, await findQuery());
      if (mine !== generation) return;
      isHolding = false;
      set({ ...replaceWindow(get(), page), isLoaded: true, isLoading: NOT_LOADING });
    } catch (error) {
      if (mine !== generation) return;
      isHolding = false;
      set({ isLoading: NOT_LOADING, error: toParleyError(error) });
    }
  };

  const extend = async (
    side: 'before' | 'after',
    query: MessagePageQuery,
    join: (window: ReturnType<typeof get>, page: MessagePageDto) => ReturnType<typeof get>,
  ): Promise<void> => {
    const mine = generation;
    set({ isLoading: { ...get().isLoading, [side]: true } });
    try {
      const page = await rest.chats.messages(chatId, query);
      if (mine !== generation) return;
      const { rev } = get();
      set({ ...join(get(), page), isLoading: { ...get().isLoading, [side]: false }, error: null });
      if (get().rev < rev) onBehind();
    } catch (error) {
      if (mine !== generation) return;
      set({ isLoading: { ...get().isLoading, [side]: false }, error: toParleyError(error) });
    }
  };

  const latest = async (): Promise<MessagePageQuery> => ({ limit: size() });

  const firstPage = async (): Promise<MessagePageQuery> => {
    const { unread, headSeq, lastReadSeq } = await chats.ensure(chatId);
    onChat();
    return unread > 0 && headSeq - lastReadSeq > size() ? { around: lastReadSeq + 1, limit: size() } : latest();
  };

  return {
    generation: () => generation,
    isHolding: () => isHolding,
    loadFirst: () => replaceBy(firstPage),
    async loadBefore() {
      const { items, hasBefore, isLoading } = get();
      const edge = items[0];
      if (!hasBefore || !edge || isLoading.before || isLoading.first) return;
      await extend('before', { before: edge.seq, limit: size() }, prependPage);
    },
    async loadAfter() {
      const { items, hasAfter, isLoading } = get();
      const edge = items.at(-1);
      if (!hasAfter || !edge || isLoading.after || isLoading.first) return;
      await extend('after', { after: edge.seq, limit: size() }, appendPage);
    },
    async loadAround(seq) {
      if (get().isLoaded && indexOfSeq(get().items, seq) >= 0) return;
      await replaceBy(async () => ({ around: seq, limit: size() }));
    },
    async jumpToLatest() {
      if (get().hasAfter) await replaceBy(latest);
    },
    async reload() {
      const { items, hasAfter } = get();
      const middle = items[items.length >> 1]?.seq;
      set({ ahead: [] });
      await replaceBy(hasAfter && middle ? async () => ({ around: middle, limit: size() }) : latest);
    },
    reset() {
      generation += 1;
      isHolding = false;
      set({ ...UNLOADED, isLoaded: false, isLoading: NOT_LOADING, error: null });
    },
  };
}
