import type { ChatDto } from '@app/contracts';
import { toParleyError } from '../core/error';
import { createRefetcher } from '../core/refetch';
import { sameOr } from '../core/same';
import { createStore, type WritableStore } from '../core/store';
import { applyChat, applyRemoved, type ChatBook, type ChatOutcome, isOlder, type Viewer, withChat } from './chat-facts';
import type { ChatListState } from './chat-list';
import { idsInView, type ListedPart, NOTHING_LISTED } from './chat-view';
import type { ChatListDeps } from './create-chat-list';
import { createMuteTimer } from './mute-timer';

/** The chats that are known, the order in which they are shown, and what is done when they may be wrong. */
export interface ChatKeeper {
  readonly store: WritableStore<ChatListState>;
  get(): ChatListState;
  /** Sets a part of the state and works out the order again. */
  set(part: Partial<ChatListState>): void;
  viewer(): Viewer;
  /** What the server listed for the view so far. */
  listed: ListedPart;
  /** Takes an outcome, and asks for what it leaves open. */
  settle(outcome: ChatOutcome): void;
  /** The person is not in this chat any more. */
  lose(chatId: string): void;
  /** How often each chat was lost: an answer from before the last time does not bring it back. */
  losses(): ReadonlyMap<string, number>;
  /** The book with chats as an answer has them; `lossesBefore` from when it was asked for. */
  take(chats: readonly ChatDto[], lossesBefore: ReadonlyMap<string, number>): ChatBook;
  /** A fact told of this seq: an answer below it was computed before. */
  hear(chatId: string, seq: number): void;
  /** Chats whose numbers may hide that something was missed. */
  readonly doubtful: Set<string>;
  refetch(chatId: string): void;
  /** Counts the total again. */
  recount(): void;
  /** The total, as the server has just counted it. */
  setTotal(unreadChats: number): void;
  reset(): void;
  stop(): void;
}

const COUNTS = 'counts';

/** A fact is this late at most: a socket that holds one back for longer is noticed as dead and made anew. */
const FACT_DELAY_MS = 20_000;

const EMPTY: ChatListState = {
  byId: {},
  ids: [],
  view: { filter: 'all', query: '' },
  unreadChats: 0,
  isLoaded: false,
  isLoading: false,
  hasMore: false,
  error: null,
};

/** One person's book of chats. Everything that changes it goes through here. */
export function createChatKeeper({ rest, me, env: { clock }, serverClock, limits }: ChatListDeps): ChatKeeper {
  const viewer = (): Viewer => ({
    id: me.id,
    isStaff: me.role !== 'user',
    unreadCountMax: limits.getState().unreadCountMax,
    now: serverClock.now(),
  });
  const heard = new Map<string, number>();
  const doubtful = new Set<string>();
  const losses = new Map<string, number>();
  /** When the total was last fetched. A fact that was on its way then may be counted in it already. */
  let countedAt = Number.NEGATIVE_INFINITY;

  const store = createStore<ChatListState>(EMPTY);
  const get = store.getState;

  const set = (part: Partial<ChatListState>) => {
    const state = { ...get(), ...part };
    const ids = idsInView(state.byId, state.view, keeper.listed, viewer());
    store.setState({ ...state, ids: sameOr(get().ids, ids) });
    mutes.watch(state.byId);
  };

  const settle = ({ book, refetch, recount }: ChatOutcome) => {
    const isDoubtful = book.unreadChats !== get().unreadChats && Math.abs(clock.now() - countedAt) < FACT_DELAY_MS;
    if (book.byId !== get().byId || book.unreadChats !== get().unreadChats) set(book);
    if (refetch !== undefined) {
      doubtful.add(refetch);
      refetcher.ask(refetch);
    }
    if (recount || isDoubtful) refetcher.ask(COUNTS);
  };

  const isBehindFacts = ({ id, headSeq }: ChatDto) => headSeq < (heard.get(id) ?? 0);

  const lose = (chatId: string) => {
    losses.set(chatId, (losses.get(chatId) ?? 0) + 1);
    settle(applyRemoved(get(), chatId, viewer()));
  };

  const fetchChat = async (chatId: string): Promise<boolean> => {
    const lossesBefore = losses.get(chatId);
    try {
      const chat = await rest.chats.get(chatId);
      if (losses.get(chatId) !== lossesBefore) return false;
      const known = get().byId[chatId];
      const isStale = isBehindFacts(chat) || (known !== undefined && isOlder(chat, known));
      const { book, recount } = applyChat(get(), chat, viewer());
      settle({ book, recount });
      if (!isStale) doubtful.delete(chatId);
      return !isStale;
    } catch (error) {
      if (toParleyError(error).code !== 'FORBIDDEN') throw error;
      if (get().byId[chatId]) lose(chatId);
      return true;
    }
  };

  const setTotal = (unreadChats: number) => {
    countedAt = clock.now();
    set({ unreadChats });
  };

  const fetchCounts = async (): Promise<boolean> => {
    const before = get().unreadChats;
    const { unreadChats } = await rest.chats.counts();
    // Something changed the total while the server counted: count again.
    if (get().unreadChats !== before) return false;
    setTotal(unreadChats);
    // A total that differs may be the newer or, right after a fact, the older one: it stays when it is said twice.
    return unreadChats === before;
  };

  const refetcher = createRefetcher(clock, (key) => (key === COUNTS ? fetchCounts() : fetchChat(key)));

  const mutes = createMuteTimer(clock, serverClock, (chatId) => {
    refetcher.ask(chatId);
    refetcher.ask(COUNTS);
  });

  const take = (chats: readonly ChatDto[], lossesBefore: ReadonlyMap<string, number>): ChatBook => {
    let book: ChatBook = get();
    for (const chat of chats) {
      const isLost = losses.get(chat.id) !== lossesBefore.get(chat.id);
      if (isLost || isBehindFacts(chat)) refetcher.ask(chat.id);
      if (isLost) continue;
      const outcome = book.byId[chat.id] ? applyChat(book, chat, viewer()) : null;
      book = outcome?.book ?? withChat(book, chat, viewer());
      if (outcome?.refetch) refetcher.ask(chat.id);
      else if (!isBehindFacts(chat)) doubtful.delete(chat.id);
    }
    return book;
  };

  const keeper: ChatKeeper = {
    store,
    get,
    set,
    viewer,
    listed: NOTHING_LISTED,
    settle,
    lose,
    losses: () => new Map(losses),
    take,
    hear: (chatId, seq) => heard.set(chatId, Math.max(seq, heard.get(chatId) ?? 0)),
    doubtful,
    refetch: refetcher.ask,
    recount: () => refetcher.ask(COUNTS),
    setTotal,
    reset() {
      heard.clear();
      losses.clear();
      doubtful.clear();
      keeper.listed = NOTHING_LISTED;
      set({ byId: {}, isLoaded: false });
    },
    stop() {
      mutes.stop();
      refetcher.stop();
    },
  };
  return keeper;
}
