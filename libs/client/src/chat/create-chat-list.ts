import type { ChatCountsDto, ChatDto, InboxSyncDto, Limits, MeDto, Page } from '@app/contracts';
import type { Commands } from '../connection/commands';
import type { Fact } from '../connection/transport';
import type { Environment } from '../core/environment';
import { ParleyError, toParleyError } from '../core/error';
import type { ServerClock } from '../core/server-clock';
import { readSide, type Store } from '../core/store';
import type { Rest } from '../rest/rest';
import { createChatActions } from './chat-actions';
import { applyChat, applyChatFact, withChat } from './chat-facts';
import { createChatKeeper } from './chat-keeper';
import type { ChatListState, ChatListStore, ChatListView } from './chat-list';
import { isPinnedFirst, NOTHING_LISTED } from './chat-view';
import { pickKnown, toKnown } from './inbox-digest';

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
/** Coming back to a tab is several signals at once. */
const CHECK_PAUSE_MS = 3_000;

/** The list of chats: loading, paging and bringing it up to date; the book behind it is the keeper's. */
export function createChatList(deps: ChatListDeps): ChatList {
  const { rest, env, commands, initial, epoch, onDigest } = deps;
  const { clock } = env;
  const keeper = createChatKeeper(deps);
  const { store, get, set, viewer, settle, take } = keeper;
  let cursor: string | null = null;
  let checkedAt = Number.NEGATIVE_INFINITY;
  /** Counts loads; the answer of an older one is dropped. */
  let generation = 0;

  const addPage = (page: Page<ChatDto>, isFirst: boolean, lossesBefore: ReadonlyMap<string, number>) => {
    cursor = page.nextCursor;
    const { filter } = get().view;
    const last = page.items.findLast((chat) => !isPinnedFirst(chat, filter));
    const before = isFirst ? null : keeper.listed;
    keeper.listed = {
      ids: new Set([...(before?.ids ?? []), ...page.items.map(({ id }) => id)]),
      oldestAt: last?.lastActivityAt ?? before?.oldestAt ?? '',
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
    const lossesBefore = keeper.losses();
    set({ isLoading: true, error: null });
    try {
      const page = await fetchPage(isFirst ? undefined : (cursor ?? undefined));
      if (mine === generation) addPage(page, isFirst, lossesBefore);
    } catch (error) {
      if (mine === generation) set({ isLoading: false, error: toParleyError(error) });
    }
  };

  /** Forgets what was known before the question, and is neither in its answer nor on screen. What was asked for meanwhile stays. */
  const keepOnly = (before: ChatListState['byId'], ids: ReadonlySet<string>, open: readonly string[]) => {
    const isKept = (id: string) => !before[id] || ids.has(id) || open.includes(id);
    set({ byId: Object.fromEntries(Object.entries(get().byId).filter(([id]) => isKept(id))) });
  };

  /** The pages of the view again. */
  const reload = async (open: readonly string[]): Promise<void> => {
    const mine = generation;
    const before = get().byId;
    const lossesBefore = keeper.losses();
    const pages = [await fetchPage()];
    const rows = () => pages.reduce((sum, page) => sum + page.items.length, 0);
    while (rows() < keeper.listed.ids.size && pages.length < RELOAD_PAGES_MAX && pages.at(-1)?.nextCursor) {
      pages.push(await fetchPage(pages.at(-1)?.nextCursor ?? undefined));
    }
    const { unreadChats } = await rest.chats.counts();
    // The view changed meanwhile: these pages answer another question.
    if (mine !== generation) return reload(open);
    // A page that is still on its way belongs to the list before.
    generation += 1;
    const fresh = new Set(pages.flatMap((page) => page.items.map(({ id }) => id)));
    keepOnly(before, fresh, open);
    for (const page of pages) addPage(page, page === pages[0], lossesBefore);
    keeper.setTotal(unreadChats);
    for (const chatId of open) if (!fresh.has(chatId) && get().byId[chatId]) keeper.refetch(chatId);
  };

  /** Only what differs. True when it answers for everything that is known. */
  const digest = async (open: readonly string[], isLive: boolean): Promise<boolean> => {
    const before = get().byId;
    const known = pickKnown(before, open, keeper.listed.ids);
    const ids = new Set(known.map(({ id }) => id));
    const lossesBefore = keeper.losses();
    const answer = await commands.request('syncInbox', {
      epoch: epoch() ?? undefined,
      known: toKnown(known, keeper.doubtful),
    });
    onDigest(answer);
    if (answer.reset) return false;
    const isWhole = [...keeper.listed.ids].every((id) => ids.has(id));
    if (!isLive) keepOnly(before, ids, open);
    set(take(answer.chats, lossesBefore));
    for (const chatId of answer.goneIds) keeper.refetch(chatId);
    const { unreadChats } = answer.counts;
    if (!isLive) keeper.setTotal(unreadChats);
    else if (unreadChats !== get().unreadChats) keeper.recount();
    return isWhole;
  };

  const isPlainView = () => get().view.filter === 'all' && get().view.query === '';

  if (initial?.chats) addPage(initial.chats, true, keeper.losses());
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
      refetch: keeper.refetch,
    }),
    getInitialState: () => first,
    load: () => load(true),
    async loadMore() {
      if (get().hasMore && !get().isLoading) await load(false);
    },
    async setView(part: Partial<ChatListView>) {
      const view = { ...get().view, ...part };
      keeper.listed = NOTHING_LISTED;
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
      if (fact.name === 'chatRemoved') return keeper.lose(fact.data.chatId);
      if (fact.name === 'newMessage') keeper.hear(fact.data.chatId, fact.data.seq);
      const outcome = applyChatFact(get(), fact, viewer());
      if (outcome.isGap && 'chatId' in fact.data) keeper.doubtful.add(fact.data.chatId);
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
    reset: keeper.reset,
    recount: keeper.recount,
    stop: keeper.stop,
  };
}
