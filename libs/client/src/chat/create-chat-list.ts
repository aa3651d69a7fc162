import type { ChatCountsDto, ChatDto, InboxSyncDto, Limits, MeDto, Page } from '@app/contracts';
import type { Commands } from '../connection/commands';
import type { Fact } from '../connection/transport';
import type { Environment } from '../core/environment';
import { ParleyError, toParleyError } from '../core/error';
import { createRefetcher } from '../core/refetch';
import { sameOr } from '../core/same';
import type { ServerClock } from '../core/server-clock';
import { createStore, readSide, type Store } from '../core/store';
import type { Rest } from '../rest/rest';
import { createChatActions } from './chat-actions';
import { applyChat, applyChatFact, applyRemoved, type ChatOutcome, isOlder, type Viewer, withChat } from './chat-facts';
import type { ChatListState, ChatListStore, ChatListView } from './chat-list';
import { idsInView, isPinnedFirst, type ListedPart } from './chat-view';
import { pickKnown, toKnown } from './inbox-digest';
import { createMuteTimer } from './mute-timer';

export interface ChatListDeps {
  rest: Rest;
  me: MeDto;
  env: Pick<Environment, 'clock' | 'uuid'>;
  serverClock: ServerClock;
  commands: Commands;
  limits: Store<Limits>;
  initial?: { chats?: Page<ChatDto>; chatCounts?: ChatCountsDto };
  epoch(): string | null;
  /** What a digest says besides chats. */
  onDigest(digest: InboxSyncDto): void;
}

/** What the rest of the library sees of the chat list. */
export interface ChatList extends ChatListStore {
  apply(fact: Fact): void;
  /** After a reconnect: everything known is brought up to date. `open`: chats that are on screen. Throws. */
  resync(open: readonly string[]): Promise<void>;
  /** What no fact told, while live. A passing fault is made up by the next check. */
  check(open: readonly string[]): Promise<void>;
  /** The database is another one: what is known may be ahead of it. */
  reset(): void;
  /** Counts the total again. */
  recount(): void;
  stop(): void;
}

/** The server ignores shorter ones, so they are not sent. */
const QUERY_MIN = 2;
/** A long scrolled list is not fetched again whole; the rest loads on scrolling. */
const RELOAD_PAGES_MAX = 4;
const COUNTS = 'counts';

/** Coming back to a tab is several signals at once. */
const CHECK_PAUSE_MS = 3_000;
/** A fact is this late at most: a socket that holds one back for longer is noticed as dead and made anew. */
const FACT_DELAY_MS = 20_000;

const NOTHING_LISTED: ListedPart = { ids: new Set(), oldestAt: '', isWhole: true };

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

export function createChatList(deps: ChatListDeps): ChatList {
  const { rest, me, env, serverClock, commands, limits, initial, epoch, onDigest } = deps;
  const { clock } = env;
  const viewer = (): Viewer => ({
    id: me.id,
    isStaff: me.role !== 'user',
    unreadCountMax: limits.getState().unreadCountMax,
    now: serverClock.now(),
  });
  let cursor: string | null = null;
  let listed = NOTHING_LISTED;
  /** Highest seq that facts told of, by chat: an answer below it was computed before. */
  const heard = new Map<string, number>();
  /** Chats whose numbers may hide that something was missed: told as not known, so that a digest brings them whole. */
  const doubtful = new Set<string>();
  /** How often this person lost each chat: an answer from before the last time does not bring it back. */
  const losses = new Map<string, number>();
  /** When the total was last fetched. A fact that was on its way then may be counted in it already. */
  let countedAt = Number.NEGATIVE_INFINITY;
  let checkedAt = Number.NEGATIVE_INFINITY;
  /** Counts loads; the answer of an older one is dropped. */
  let generation = 0;

  const store = createStore<ChatListState>(EMPTY);
  const get = store.getState;

  /** Sets a part of the state and works out the order again. */
  const set = (part: Partial<ChatListState>) => {
    const state = { ...get(), ...part };
    const ids = idsInView(state.byId, state.view, listed, viewer());
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

  const fetchCounts = async (): Promise<boolean> => {
    const before = get().unreadChats;
    const { unreadChats } = await rest.chats.counts();
    // Something changed the total while the server counted: count again.
    if (get().unreadChats !== before) return false;
    countedAt = clock.now();
    set({ unreadChats });
    // A total that differs may be the newer or, right after a fact, the older one: it stays when it is said twice.
    return unreadChats === before;
  };

  const refetcher = createRefetcher(clock, (key) => (key === COUNTS ? fetchCounts() : fetchChat(key)));

  const mutes = createMuteTimer(clock, serverClock, (chatId) => {
    refetcher.ask(chatId);
    refetcher.ask(COUNTS);
  });

  /** Chats as an answer has them; `lossesBefore` from when it was asked for. */
  const take = (chats: readonly ChatDto[], lossesBefore: ReadonlyMap<string, number>) => {
    let book: ChatOutcome['book'] = get();
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

  const addPage = (page: Page<ChatDto>, isFirst: boolean, lossesBefore: ReadonlyMap<string, number>) => {
    cursor = page.nextCursor;
    const { filter } = get().view;
    const last = page.items.findLast((chat) => !isPinnedFirst(chat, filter));
    listed = {
      ids: new Set([...(isFirst ? [] : listed.ids), ...page.items.map(({ id }) => id)]),
      oldestAt: last?.lastActivityAt ?? (isFirst ? '' : listed.oldestAt),
      isWhole: cursor === null,
    };
    const book = take(page.items, lossesBefore);
    set({ ...book, isLoaded: true, isLoading: false, hasMore: cursor !== null, error: null });
  };

  const fetchPage = (next?: string) => {
    const { filter, query } = get().view;
    return rest.chats.list({ filter, query: query.length < QUERY_MIN ? undefined : query, cursor: next });
  };

  const load = async (isFirst: boolean): Promise<void> => {
    const mine = isFirst ? ++generation : generation;
    const lossesBefore = new Map(losses);
    set({ isLoading: true, error: null });
    try {
      const page = await fetchPage(isFirst ? undefined : (cursor ?? undefined));
      if (mine === generation) addPage(page, isFirst, lossesBefore);
    } catch (error) {
      if (mine === generation) set({ isLoading: false, error: toParleyError(error) });
    }
  };

  /** Forgets what is neither among these nor on screen. */
  const keepOnly = (ids: ReadonlySet<string>, open: readonly string[]) => {
    const isKept = (id: string) => ids.has(id) || open.includes(id);
    set({ byId: Object.fromEntries(Object.entries(get().byId).filter(([id]) => isKept(id))) });
  };

  /** The pages of the view again. */
  const reload = async (open: readonly string[]): Promise<void> => {
    const mine = generation;
    const lossesBefore = new Map(losses);
    const pages = [await fetchPage()];
    const rows = () => pages.reduce((sum, page) => sum + page.items.length, 0);
    while (rows() < listed.ids.size && pages.length < RELOAD_PAGES_MAX && pages.at(-1)?.nextCursor) {
      pages.push(await fetchPage(pages.at(-1)?.nextCursor ?? undefined));
    }
    const { unreadChats } = await rest.chats.counts();
    // The view changed meanwhile: these pages answer another question.
    if (mine !== generation) return reload(open);
    // A page that is still on its way belongs to the list before.
    generation += 1;
    const fresh = new Set(pages.flatMap((page) => page.items.map(({ id }) => id)));
    keepOnly(fresh, open);
    for (const page of pages) addPage(page, page === pages[0], lossesBefore);
    countedAt = clock.now();
    set({ unreadChats });
    for (const chatId of open) if (!fresh.has(chatId) && get().byId[chatId]) refetcher.ask(chatId);
  };

  /** Only what differs. True when it answers for everything that is known. */
  const digest = async (open: readonly string[], isLive: boolean): Promise<boolean> => {
    const known = pickKnown(get().byId, open, listed.ids);
    const ids = new Set(known.map(({ id }) => id));
    const lossesBefore = new Map(losses);
    const answer = await commands.request('syncInbox', {
      epoch: epoch() ?? undefined,
      known: toKnown(known, doubtful),
    });
    onDigest(answer);
    if (answer.reset) return false;
    const isWhole = [...listed.ids].every((id) => ids.has(id));
    if (!isLive) keepOnly(ids, open);
    set(take(answer.chats, lossesBefore));
    for (const chatId of answer.goneIds) refetcher.ask(chatId);
    const { unreadChats } = answer.counts;
    if (isLive && unreadChats !== get().unreadChats) refetcher.ask(COUNTS);
    if (!isLive) {
      countedAt = clock.now();
      set({ unreadChats });
    }
    return isWhole;
  };

  const isPlainView = () => get().view.filter === 'all' && get().view.query === '';

  if (initial?.chats) addPage(initial.chats, true, losses);
  if (initial?.chatCounts) set({ unreadChats: initial.chatCounts.unreadChats });
  const first = get();

  return {
    ...readSide(store),
    ...createChatActions({
      ...deps,
      chat: (chatId) => get().byId[chatId],
      put: (chat) => settle(applyChat(get(), chat, viewer())),
      // Not settled: a count that is asked for now would not know of it yet.
      show: (chat) => set(withChat(get(), chat, viewer())),
      refetch: (chatId) => refetcher.ask(chatId),
    }),
    getInitialState: () => first,
    load: () => load(true),
    async loadMore() {
      if (get().hasMore && !get().isLoading) await load(false);
    },
    async setView(part: Partial<ChatListView>) {
      const view = { ...get().view, ...part };
      listed = NOTHING_LISTED;
      cursor = null;
      set({ view, isLoaded: false, hasMore: false });
      await load(true);
    },
    async ensure(chatId) {
      const known = get().byId[chatId];
      if (known) return known;
      const chat = await rest.chats.get(chatId);
      const { book } = applyChat(get(), chat, viewer());
      settle({ book });
      return book.byId[chatId] ?? chat;
    },
    apply(fact) {
      if (fact.name === 'chatRemoved') return lose(fact.data.chatId);
      if (fact.name === 'newMessage') {
        const { chatId, seq } = fact.data;
        heard.set(chatId, Math.max(seq, heard.get(chatId) ?? 0));
      }
      const outcome = applyChatFact(get(), fact, viewer());
      if (outcome.isGap && 'chatId' in fact.data) doubtful.add(fact.data.chatId);
      settle(outcome);
    },
    async resync(open) {
      // Under a filter or a name, chats that are not known may have come in: only the server can list them.
      if (!get().isLoaded || !isPlainView() || !(await digest(open, false))) await reload(open);
    },
    async check(open) {
      const isJustDone = Math.abs(clock.now() - checkedAt) < CHECK_PAUSE_MS;
      if (!get().isLoaded || !commands.isReady() || isJustDone) return;
      checkedAt = clock.now();
      try {
        await digest(open, true);
      } catch (error) {
        if (!(error instanceof ParleyError)) throw error;
      }
    },
    reset() {
      heard.clear();
      losses.clear();
      doubtful.clear();
      listed = NOTHING_LISTED;
      set({ byId: {}, isLoaded: false });
    },
    recount: () => refetcher.ask(COUNTS),
    stop() {
      mutes.stop();
      refetcher.stop();
    },
  };
}
