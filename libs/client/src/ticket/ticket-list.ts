import type {
  AssignTicketInput,
  CreateTicketInput,
  SupportTicketDto,
  TicketState,
  TicketView,
  UpdateTicketInput,
} from '@app/contracts';
import type { ParleyError } from '../core/error';
import type { Store } from '../core/store';

/** What a list shows. Customers always get their own tickets, whatever the view. */
export interface TicketListView {
  view: TicketView;
  /** Null: every state. */
  state: TicketState | null;
}

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
  /** Makes sure a ticket is in `byId`. */
  ensure(ticketId: string): Promise<SupportTicketDto>;
  create(input: CreateTicketInput): Promise<SupportTicketDto>;
  update(ticketId: string, input: UpdateTicketInput): Promise<SupportTicketDto>;
  assign(ticketId: string, input: AssignTicketInput): Promise<SupportTicketDto>;
}
