import type { ChatDto, ChatFilter, CreateChatInput } from '@app/contracts';
import type { ParleyError } from '../core/error';
import type { Store } from '../core/store';

export interface ChatListView {
  filter: ChatFilter;
  /** Part of a member's name, taken literally; '' for none; 1 character counts as none. */
  query: string;
}

export interface ChatListState {
  /** Every chat known so far, in and out of the view. */
  byId: Readonly<Record<string, ChatDto>>;
  /** The view's chats, latest activity first. */
  ids: readonly string[];
  view: ChatListView;
  /** The total badge: chats with unread messages, over all chats and not only the loaded ones. */
  unreadChats: number;
  /** False until the view's first page is there: show skeletons. */
  isLoaded: boolean;
  isLoading: boolean;
  hasMore: boolean;
  /** Why the last load failed; null again after the next success. */
  error: ParleyError | null;
}

/** The caller's chats, live. Loading methods never throw: failures are in `error`. */
export interface ChatListStore extends Store<ChatListState> {
  /** Fetches the view's first page (again). */
  load(): Promise<void>;
  loadMore(): Promise<void>;
  /** Changes filter or query and loads; the answer of an older view is dropped. */
  setView(view: Partial<ChatListView>): Promise<void>;
  /** Makes sure a chat is in `byId`; throws FORBIDDEN for foreign and unknown ids alike. */
  ensure(chatId: string): Promise<ChatDto>;
  /** Gets or creates the chat of this pair and context, and adds it. Throws `ParleyError`. */
  create(input: CreateChatInput): Promise<ChatDto>;
}
