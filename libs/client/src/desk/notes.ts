import type { CreateNoteInput, Page, PageQuery, TicketNoteDto } from '@app/contracts';
import { type ParleyError, toParleyError } from '../core/error';
import { createStore, readSide, type Store } from '../core/store';
import type { Rest } from '../rest/rest';

/** Internal notes of tickets; staff only. */
export interface NoteRoutes {
  /** Newest first. */
  list(ticketId: string, query?: PageQuery): Promise<Page<TicketNoteDto>>;
  /** A repeat with the same `clientNoteId` answers the first note. */
  add(ticketId: string, input: CreateNoteInput): Promise<TicketNoteDto>;
}

export function notesOf({ call }: Pick<Rest, 'call'>): NoteRoutes {
  const path = (ticketId: string) => `support-tickets/${encodeURIComponent(ticketId)}/notes`;
  return {
    list: (ticketId, query) => call({ method: 'GET', path: path(ticketId), query }),
    add: (ticketId, body) => call({ method: 'POST', path: path(ticketId), body }),
  };
}

/** A ticket's notes as they are shown. */
export interface NoteListState {
  /** Oldest first, to be set among the messages by `createdAt`. */
  notes: readonly TicketNoteDto[];
  isLoaded: boolean;
  isLoading: boolean;
  /** There are older ones. */
  hasMore: boolean;
  error: ParleyError | null;
}

/** Live while open. `open` and `more` never throw: failures are in `error`. */
export interface NoteList extends Store<NoteListState> {
  open(): void;
  close(): void;
  more(): Promise<void>;
  /** Throws `ParleyError`; try again with the same `clientNoteId`. */
  add(input: CreateNoteInput): Promise<TicketNoteDto>;
}

export interface NoteEngine extends NoteList {
  /** True when the list shows notes of this ticket, which may be one that was merged into its own. */
  holds(ticketId: string): boolean;
  apply(note: TicketNoteDto): void;
  /** What happened meanwhile: after a reconnect, and when a merge brought notes along or took them away. */
  refresh(): void;
}

export function createNotes(ticketId: string, routes: NoteRoutes): NoteEngine {
  const store = createStore<NoteListState>({
    notes: [],
    isLoaded: false,
    isLoading: false,
    hasMore: false,
    error: null,
  });
  const get = store.getState;
  let openCount = 0;
  let cursor: string | null = null;
  let generation = 0;

  const put = (notes: readonly TicketNoteDto[], from = get().notes) => {
    const byId = new Map([...from, ...notes].map((note) => [note.id, note]));
    return [...byId.values()].sort(byTime);
  };

  const load = async (from: string | null): Promise<void> => {
    const mine = ++generation;
    store.setState({ isLoading: true, error: null });
    try {
      const page = await routes.list(ticketId, { cursor: from ?? undefined });
      if (mine !== generation) return;
      cursor = page.nextCursor;
      // What came while the page was under way is newer than all of it.
      const kept = from === null ? get().notes.filter((note) => isNewer(note, page.items)) : get().notes;
      store.setState({ notes: put(page.items, kept), isLoaded: true, isLoading: false, hasMore: cursor !== null });
    } catch (error) {
      if (mine === generation) store.setState({ isLoading: false, error: toParleyError(error) });
    }
  };

  return {
    ...readSide(store),
    open() {
      openCount += 1;
      if (openCount === 1) void load(null);
    },
    close() {
      openCount -= 1;
    },
    async more() {
      if (cursor !== null && !get().isLoading) await load(cursor);
    },
    async add(input) {
      const note = await routes.add(ticketId, input);
      store.setState({ notes: put([note]) });
      return note;
    },
    holds: (id) => id === ticketId || get().notes.some((note) => note.ticketId === id),
    apply(note) {
      if (openCount > 0) store.setState({ notes: put([note]) });
    },
    refresh() {
      if (openCount > 0) void load(null);
    },
  };
}

function isNewer(note: TicketNoteDto, page: readonly TicketNoteDto[]): boolean {
  const [newest] = page;
  return newest === undefined || byTime(note, newest) > 0;
}

function byTime(a: TicketNoteDto, b: TicketNoteDto): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
