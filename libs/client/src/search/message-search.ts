import type { MessageHitDto } from '@app/contracts';
import type { ParleyError } from '../core/error';
import type { Store } from '../core/store';

export interface MessageSearchInput {
  /** Taken literally; 2 to 100 characters, shorter ones find nothing without asking. */
  query: string;
  /** Only in this chat. */
  chatId?: string;
}

export interface MessageSearchState {
  /** Newest first; follows edits and removals while open. */
  hits: readonly MessageHitDto[];
  /** True once the first page is there. */
  isLoaded: boolean;
  isLoading: boolean;
  hasMore: boolean;
  /** Why the last page failed: RATE_LIMITED, FORBIDDEN, NETWORK and others. */
  error: ParleyError | null;
}

/** One search, which begins at once. A new query is a new search. */
export interface MessageSearch extends Store<MessageSearchState>, MessageSearchInput {
  /** Loads the next page, or the failed one again. Never throws. */
  more(): Promise<void>;
  /** No answer and no fact changes it any more. */
  close(): void;
}

export interface Search {
  messages(input: MessageSearchInput): MessageSearch;
}
