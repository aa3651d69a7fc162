import type { OfferHistoryDto } from '@app/contracts';
import type { ParleyError } from '../core/error';
import type { Store } from '../core/store';

export interface OfferListState {
  /** Newest first, each with its steps. */
  offers: readonly OfferHistoryDto[];
  isLoaded: boolean;
  isLoading: boolean;
  hasMore: boolean;
  error: ParleyError | null;
}

/** All offers of one chat, live while it is open. Loading never throws: failures are in `error`. */
export interface OfferList extends Store<OfferListState> {
  /** Loads the newest, and keeps them up to date. Counted: every `open` needs its `close`. */
  open(): void;
  close(): void;
  more(): Promise<void>;
}
