import type { MessageDto, OfferHistoryDto } from '@app/contracts';
import type { Clock } from '../core/clock';
import { toParleyError } from '../core/error';
import { createRefetcher } from '../core/refetch';
import { createStore, readSide } from '../core/store';
import type { Rest } from '../rest/rest';
import type { OfferList, OfferListState } from './offer-list';

export interface OfferEngine {
  /** The list of one chat; the same one at every call. */
  of(chatId: string): OfferList;
  /** A message came or changed: an open list is fetched again when it tells of an offer. */
  apply(message: MessageDto): void;
  /** A new connection: what happened meanwhile. */
  resync(): Promise<void>;
  stop(): void;
}

interface Entry {
  list: OfferList;
  isOpen(): boolean;
  /** The newest page again. Throws on faults. */
  fetch(): Promise<void>;
}

export function createOffers({ rest, clock }: { rest: Pick<Rest, 'chats'>; clock: Clock }): OfferEngine {
  const entries = new Map<string, Entry>();
  const refetcher = createRefetcher(clock, async (chatId) => {
    await entries.get(chatId)?.fetch();
    return true;
  });

  const of = (chatId: string): OfferList => {
    const entry = entries.get(chatId) ?? createEntry(chatId, rest, () => refetcher.ask(chatId));
    entries.set(chatId, entry);
    return entry.list;
  };

  return {
    of,
    apply(message) {
      if (entries.get(message.chatId)?.isOpen() && tellsOfOffer(message)) refetcher.ask(message.chatId);
    },
    async resync() {
      const open = [...entries.values()].filter((entry) => entry.isOpen());
      await Promise.all(open.map((entry) => entry.fetch().catch(throwPassing)));
    },
    stop: refetcher.stop,
  };
}

function createEntry(chatId: string, rest: Pick<Rest, 'chats'>, ask: () => void): Entry {
  const store = createStore<OfferListState>({
    offers: [],
    isLoaded: false,
    isLoading: false,
    hasMore: false,
    error: null,
  });
  let openCount = 0;
  let cursor: string | null = null;
  let generation = 0;

  const load = async (from: string | null): Promise<void> => {
    const mine = ++generation;
    store.setState({ isLoading: true, error: null });
    try {
      const page = await rest.chats.offers(chatId, { cursor: from ?? undefined });
      if (mine !== generation) return;
      const known = store.getState().offers;
      const isFurther = from === null && known.length > page.items.length;
      if (!isFurther) cursor = page.nextCursor;
      const offers = from === null ? joined(page.items, known) : joined(known, page.items);
      store.setState({ offers, isLoaded: true, isLoading: false, hasMore: cursor !== null });
    } catch (error) {
      if (mine === generation) store.setState({ isLoading: false, error: toParleyError(error) });
      throw error;
    }
  };

  const list: OfferList = {
    ...readSide(store),
    open() {
      openCount += 1;
      if (openCount === 1) ask();
    },
    close() {
      openCount -= 1;
    },
    async more() {
      const { isLoading, hasMore } = store.getState();
      // The failure is in the state, for whoever shows the list.
      if (!isLoading && hasMore) await load(cursor).catch(() => undefined);
    },
  };
  return { list, isOpen: () => openCount > 0, fetch: () => load(null) };
}

/** A chat that is not ours any more does not hold up the rest. */
function throwPassing(error: unknown): void {
  if (toParleyError(error).isRetryable) throw error;
}

/** The first list, and what the second has besides. */
function joined(first: readonly OfferHistoryDto[], second: readonly OfferHistoryDto[]): readonly OfferHistoryDto[] {
  const ids = new Set(first.map(({ offer }) => offer.id));
  return [...first, ...second.filter(({ offer }) => !ids.has(offer.id))];
}

function tellsOfOffer({ offer, offerAnswer, system }: MessageDto): boolean {
  return offer !== null || offerAnswer !== null || system?.kind === 'offerExpired';
}
