import type {
  AssignTicketInput,
  CreateTicketInput,
  Locale,
  SupportTicketDto,
  TicketCategory,
  TicketListQuery,
  TicketPriority,
  TicketState,
  TicketView,
  UpdateTicketInput,
} from '@app/contracts';
import type { ParleyError } from '../core/error';
import type { Store } from '../core/store';

/** What a list shows. Customers always get their own tickets, whatever the view. Null: not filtered by that. */
export interface TicketListView {
  view: TicketView;
  state: TicketState | null;
  category: TicketCategory | null;
  priority: TicketPriority | null;
  tag: string | null;
  language: Locale | null;
  assigneeId: string | null;
}

/** A list's filters when it shows all that is in its view. */
export const NO_TICKET_FILTER: Readonly<Omit<TicketListView, 'view'>> = {
  state: null,
  category: null,
  priority: null,
  tag: null,
  language: null,
  assigneeId: null,
};

/** The tickets as they are shown. */
export interface TicketListState {
  byId: Readonly<Record<string, SupportTicketDto>>;
  /** The view's tickets, latest change first; in `due` the nearest promise first. */
  ids: readonly string[];
  view: TicketListView;
  isLoaded: boolean;
  isLoading: boolean;
  hasMore: boolean;
  error: ParleyError | null;
}

/** Support tickets, live. Loading methods never throw: failures are in `error`. The others throw `ParleyError`. */
export interface TicketStore extends Store<TicketListState> {
  load(): Promise<void>;
  loadMore(): Promise<void>;
  setView(view: Partial<TicketListView>): Promise<void>;
  /** Tickets that match, without changing what the list shows; they are in `byId` from then on. At most a page. */
  find(query: TicketListQuery): Promise<SupportTicketDto[]>;
  /** Makes sure a ticket is in `byId`. */
  ensure(ticketId: string): Promise<SupportTicketDto>;
  create(input: CreateTicketInput): Promise<SupportTicketDto>;
  update(ticketId: string, input: UpdateTicketInput): Promise<SupportTicketDto>;
  assign(ticketId: string, input: AssignTicketInput): Promise<SupportTicketDto>;
}
