import { type ChatCountsDto, type ChatDto, type Limits, type MeDto, type Page } from '@app/contracts';
import type { Fact } from '../connection/transport';
import type { Clock } from '../core/clock';
import { toParleyError } from '../core/error';
import { createRefetcher } from '../core/refetch';
import { createStore, readSide, type Store } from '../core/store';
import type { Rest } from '../rest/rest';
import {
  applyChat,
  applyChatFact,
  type ChatOutcome,
  isListed,
  isOlder,
  isUnread,
  type Viewer,
  withChat,
} from './chat-facts';
import type { ChatListState, ChatListStore, ChatListView } from './chat-list';

export interface ChatListDeps {
  rest: Rest;
  me: MeDto;
  clock: Clock;
  limits: Store<Limits>;
  initial?: { chats?: Page<ChatDto>; chatCounts?: ChatCountsDto };
}

/** What the rest of the library sees of the chat list. */
export interface ChatList extends ChatListStore {
  apply(fact: Fact): void;
  /** After a reconnect: everything known is fetched again, the rest forgotten. `keep`: chats that are on screen. Throws. */
  resync(keep: readonly string[]): Promise<void>;
  /** The database is another one: what is known may be ahead of it. */
  reset(): void;
  /** Counts the total again. */
  recount(): void;
  stop(): void;
}

/** The server ignores shorter ones, so they are not sent. */
const QUERY_MIN = 2;
/** A long scrolled list is not fetched again whole; the rest loads on scrolling. */
const RESYNC_PAGES_MAX = 4;
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

export function createChatList({ rest, me, clock, limits, initial }: ChatListDeps): ChatList {
  const viewer = (): Viewer => ({
    id: me.id,
    isStaff: me.role !== 'user',
    unreadCountMax: limits.getState().unreadCountMax,
  });
  let cursor: string | null = null;
  /** Ids the server listed for this view, and how far down it did. */
  let listed = new Set<string>();
  let oldestListed = '';
  /** Highest seq that facts told of, by chat: an answer below it was computed before. */
  const heard = new Map<string, number>();
  /** When the total was last fetched. A fact that was on its way then may be counted in it already. */
  let countedAt = Number.NEGATIVE_INFINITY;
  /** Counts loads; the answer of an older one is dropped. */
  let generation = 0;

  const store = createStore<ChatListState>(EMPTY);

  /** Sets a part of the state and works out the order again. */
  const set = (part: Partial<ChatListState>) => {
    const state = { ...store.getState(), ...part };
    store.setState({ ...state, ids: sameOr(store.getState().ids, idsOf(state)) });
  };

  const idsOf = ({ byId, view }: ChatListState): string[] => {
    const now = viewer();
    const isInView = (chat: ChatDto): boolean => {
      if (view.filter === 'unread' && !isUnread(chat, now)) return false;
      if (listed.has(chat.id)) return true;
      // Who matches a name, only the server knows; and what lies below the loaded part comes with its page.
      return view.query === '' && isListed(chat, now) && (cursor === null || chat.lastActivityAt >= oldestListed);
    };
    return Object.values(byId)
      .filter(isInView)
      .sort(byActivity)
      .map((chat) => chat.id);
  };

  const settle = ({ book, refetch, recount }: ChatOutcome) => {
    const isDoubtful = book.unreadChats !== store.getState().unreadChats && clock.now() - countedAt < FACT_DELAY_MS;
    if (book !== store.getState()) set(book);
    if (refetch !== undefined) refetcher.ask(refetch);
    if (recount || isDoubtful) refetcher.ask(COUNTS);
  };

  const isBehindFacts = ({ id, headSeq }: ChatDto) => headSeq < (heard.get(id) ?? 0);

  const fetchChat = async (chatId: string): Promise<boolean> => {
    const chat = await rest.chats.get(chatId);
    const known = store.getState().byId[chatId];
    const isStale = isBehindFacts(chat) || (known !== undefined && isOlder(chat, known));
    const { book, recount } = applyChat(store.getState(), chat, viewer());
    settle({ book, recount });
    return !isStale;
  };

  const fetchCounts = async (): Promise<boolean> => {
    const before = store.getState().unreadChats;
    const { unreadChats } = await rest.chats.counts();
    // Something changed the total while the server counted: count again.
    if (store.getState().unreadChats !== before) return false;
    countedAt = clock.now();
    set({ unreadChats });
    // A total that differs may be the newer or, right after a fact, the older one: it stays when it is said twice.
    return unreadChats === before;
  };

  const refetcher = createRefetcher(clock, (key) => (key === COUNTS ? fetchCounts() : fetchChat(key)));

  const addPage = (page: Page<ChatDto>, isFirst: boolean) => {
    cursor = page.nextCursor;
    listed = isFirst ? new Set() : listed;
    let book: ChatOutcome['book'] = store.getState();
    for (const chat of page.items) {
      listed.add(chat.id);
      oldestListed = chat.lastActivityAt;
      const outcome = book.byId[chat.id] ? applyChat(book, chat, viewer()) : null;
      book = outcome?.book ?? withChat(book, chat, viewer());
      if (outcome?.refetch || isBehindFacts(chat)) refetcher.ask(chat.id);
    }
    set({ ...book, isLoaded: true, isLoading: false, hasMore: cursor !== null, error: null });
  };

  const fetchPage = (next?: string) => {
    const { filter, query } = store.getState().view;
    return rest.chats.list({ filter, query: query.length < QUERY_MIN ? undefined : query, cursor: next });
  };

  const load = async (isFirst: boolean): Promise<void> => {
    const mine = isFirst ? ++generation : generation;
    set({ isLoading: true, error: null });
    try {
      const page = await fetchPage(isFirst ? undefined : (cursor ?? undefined));
      if (mine === generation) addPage(page, isFirst);
    } catch (error) {
      if (mine === generation) set({ isLoading: false, error: toParleyError(error) });
    }
  };

  if (initial?.chats) addPage(initial.chats, true);
  if (initial?.chatCounts) set({ unreadChats: initial.chatCounts.unreadChats });
  const first = store.getState();

  return {
    ...readSide(store),
    getInitialState: () => first,
    load: () => load(true),
    async loadMore() {
      if (store.getState().hasMore && !store.getState().isLoading) await load(false);
    },
    async setView(part: Partial<ChatListView>) {
      const view = { ...store.getState().view, ...part };
      listed = new Set();
      cursor = null;
      set({ view, isLoaded: false, hasMore: false });
      await load(true);
    },
    async ensure(chatId) {
      const known = store.getState().byId[chatId];
      if (known) return known;
      const chat = await rest.chats.get(chatId);
      const { book } = applyChat(store.getState(), chat, viewer());
      settle({ book });
      return book.byId[chatId] ?? chat;
    },
    async create(input) {
      const chat = await rest.chats.create(input);
      settle(applyChat(store.getState(), chat, viewer()));
      return chat;
    },
    apply(fact) {
      if (fact.name === 'newMessage') {
        const { chatId, seq } = fact.data;
        heard.set(chatId, Math.max(seq, heard.get(chatId) ?? 0));
      }
      settle(applyChatFact(store.getState(), fact, viewer()));
    },
    async resync(keep) {
      const mine = generation;
      const wanted = Math.max(1, listed.size);
      const pages = [await fetchPage()];
      const rows = () => pages.reduce((sum, page) => sum + page.items.length, 0);
      while (rows() < wanted && pages.length < RESYNC_PAGES_MAX && pages.at(-1)?.nextCursor) {
        pages.push(await fetchPage(pages.at(-1)?.nextCursor ?? undefined));
      }
      const { unreadChats } = await rest.chats.counts();
      // The view changed meanwhile: these pages answer another question.
      if (mine !== generation) return this.resync(keep);
      // A page that is still on its way belongs to the list before.
      generation += 1;
      const fresh = new Set(pages.flatMap((page) => page.items.map((chat) => chat.id)));
      const { byId } = store.getState();
      const kept = keep.filter((id) => byId[id] && !fresh.has(id));
      const isKept = (id: string) => fresh.has(id) || kept.includes(id);
      set({ byId: Object.fromEntries(Object.entries(byId).filter(([id]) => isKept(id))) });
      for (const page of pages) addPage(page, page === pages[0]);
      countedAt = clock.now();
      set({ unreadChats });
      for (const chatId of kept) refetcher.ask(chatId);
    },
    reset() {
      heard.clear();
      listed.clear();
      set({ byId: {}, isLoaded: false });
    },
    recount: () => refetcher.ask(COUNTS),
    stop: () => refetcher.stop(),
  };
}

function byActivity(a: ChatDto, b: ChatDto): number {
  if (a.lastActivityAt !== b.lastActivityAt) return a.lastActivityAt < b.lastActivityAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

/** Keeps the old array when nothing changed, so that lists do not render for nothing. */
function sameOr(old: readonly string[], next: string[]): readonly string[] {
  return old.length === next.length && old.every((id, index) => id === next[index]) ? old : next;
}
