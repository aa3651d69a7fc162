import type { MeDto, SupportTicketDto, TicketListQuery } from '@app/contracts';
import type { Clock } from '../core/clock';
import { toParleyError } from '../core/error';
import { createRefetcher } from '../core/refetch';
import { createStore, readSide } from '../core/store';
import type { Rest } from '../rest/rest';
import { isInView, isUpTo, newerTicket, orderOf } from './ticket-facts';
import { NO_TICKET_FILTER, type TicketListState, type TicketListView, type TicketStore } from './ticket-list';

export interface TicketEngine extends TicketStore {
  apply(ticket: SupportTicketDto): void;
  /** After a reconnect: the loaded view again. Throws on faults. */
  resync(): Promise<void>;
  /** The database is another one: what is known may be ahead of it. */
  reset(): void;
  stop(): void;
}

export interface TicketDeps {
  rest: Rest;
  me: MeDto;
  clock: Clock;
}

export function createTickets({ rest, me, clock }: TicketDeps): TicketEngine {
  const store = createStore<TicketListState>({
    byId: {},
    ids: [],
    view: { view: me.role === 'user' ? 'mine' : 'all', ...NO_TICKET_FILTER },
    isLoaded: false,
    isLoading: false,
    hasMore: false,
    error: null,
  });
  const get = store.getState;
  let cursor: string | null = null;
  /** How far down the loaded pages reach; tickets below come with their page. */
  let lastListed: SupportTicketDto | undefined;
  let generation = 0;
  /** Shown by themselves, so kept fresh although they may be on no loaded page. */
  const watched = new Set<string>();

  const set = (part: Partial<TicketListState>) => {
    const next = { ...get(), ...part };
    const isListed = (ticket: SupportTicketDto) =>
      isInView(ticket, next.view, me) && (cursor === null || !lastListed || isUpTo(ticket, lastListed, next.view));
    const ids = Object.values(next.byId)
      .filter(isListed)
      .sort(orderOf(next.view))
      .map(({ id }) => id);
    store.setState({ ...next, ids });
  };

  const merge = (tickets: readonly SupportTicketDto[], from = get().byId) => ({
    ...from,
    ...Object.fromEntries(tickets.map((ticket) => [ticket.id, newerTicket(from[ticket.id], ticket)])),
  });

  const put = (ticket: SupportTicketDto): SupportTicketDto => {
    set({ byId: merge([ticket]) });
    return ticket;
  };

  const fetchPage = async (next: string | null): Promise<void> => {
    const mine = next === null ? ++generation : generation;
    const page = await rest.tickets.list({ ...toQuery(get().view), cursor: next ?? undefined });
    if (mine !== generation) return;
    cursor = page.nextCursor;
    lastListed = page.items.at(-1);
    set({ byId: merge(page.items), isLoaded: true, hasMore: cursor !== null, error: null });
  };

  const load = async (next: string | null): Promise<void> => {
    set({ isLoading: true, error: null });
    try {
      await fetchPage(next);
      set({ isLoading: false });
    } catch (error) {
      set({ isLoading: false, error: toParleyError(error) });
    }
  };

  const refetcher = createRefetcher(clock, async (ticketId) => {
    put(await rest.tickets.get(ticketId));
    return true;
  });

  return {
    ...readSide(store),
    load: () => load(null),
    async loadMore() {
      if (cursor !== null && !get().isLoading) await load(cursor);
    },
    async setView(view) {
      cursor = null;
      set({ view: { ...get().view, ...view }, isLoaded: false, hasMore: false });
      await load(null);
    },
    async find(query) {
      const { items } = await rest.tickets.list(query);
      set({ byId: merge(items) });
      return items;
    },
    async ensure(ticketId) {
      watched.add(ticketId);
      return get().byId[ticketId] ?? put(await rest.tickets.get(ticketId));
    },
    create: async (input) => put(await rest.tickets.create(input)),
    update: async (ticketId, input) => put(await rest.tickets.update(ticketId, input)),
    assign: async (ticketId, input) => put(await rest.tickets.assign(ticketId, input)),
    apply: (ticket) => void put(ticket),
    async resync() {
      if (get().isLoaded) await fetchPage(null);
      const fresh = new Set(get().ids);
      for (const id of watched) if (!fresh.has(id)) refetcher.ask(id);
    },
    reset: () => set({ byId: {} }),
    stop: () => refetcher.stop(),
  };
}

function toQuery(view: TicketListView): TicketListQuery {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null));
}
