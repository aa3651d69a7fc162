import type { MessageHitDto } from '@app/contracts';
import type { ParleyError } from '../core/error';
import type { Store } from '../core/store';

/** What to look for, and where. */
export interface MessageSearchInput {
  /** Taken literally; 2 to 100 characters, shorter ones find nothing without asking. */
  query: string;
  /** Only in this chat. */
  chatId?: string;
}

/** What was found so far. */
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

/** Full-text search; each call is a search of its own. */
export interface Search {
  messages(input: MessageSearchInput): MessageSearch;
}
