import type { ChatDto, ChatFilter, ChatPreferencesInput, CreateChatInput, MemberRole } from '@app/contracts';
import type { ParleyError } from '../core/error';
import type { Store } from '../core/store';

/** What of the chats is shown. */
export interface ChatListView {
  filter: ChatFilter;
  /** Part of a member's name, taken literally; '' for none; 1 character counts as none. */
  query: string;
}

/** The list as it is shown, and every chat behind it. */
export interface ChatListState {
  /** Every chat known so far, in and out of the view. */
  byId: Readonly<Record<string, ChatDto>>;
  /** The view's chats, latest activity first; in `all`, pinned ones before the others. */
  ids: readonly string[];
  view: ChatListView;
  /** The total badge: chats with something new, muted and archived ones aside, over all chats and not only the loaded ones. */
  unreadChats: number;
  /** False until the view's first page is there: show skeletons. */
  isLoaded: boolean;
  isLoading: boolean;
  hasMore: boolean;
  /** Why the last load failed; null again after the next success. */
  error: ParleyError | null;
}

/** A new group; the caller becomes its owner. */
export interface CreateGroupInput {
  title: string;
  /** The others: 2 to `limits.groupMaxMembers - 1`. */
  memberIds: string[];
  /** A UUID; give the same one on a repeat, and there is one group. Absent: a new one. */
  clientChatId?: string;
}

/** All of these throw `ParleyError`. */
export interface ChatActions {
  /** Gets or creates the chat of this pair and context, and adds it. */
  create(input: CreateChatInput): Promise<ChatDto>;
  createGroup(input: CreateGroupInput): Promise<ChatDto>;
  /** The caller's one standing chat with the staff. */
  openSupport(): Promise<ChatDto>;
  /** Shown at once, and taken back when it fails (TOO_MANY_PINS, NETWORK and others). */
  setPreferences(chatId: string, input: ChatPreferencesInput): Promise<ChatDto>;
  /** Groups: their owner and admins. */
  rename(chatId: string, title: string): Promise<ChatDto>;
  addMembers(chatId: string, userIds: string[]): Promise<ChatDto>;
  removeMember(chatId: string, userId: string): Promise<void>;
  /** Groups: their owner. Giving `owner` away makes the giver an admin. */
  setRole(chatId: string, userId: string, role: MemberRole): Promise<ChatDto>;
  /** Neither of the two writes to the other while it holds; `isBlocked` on their direct chats says so to who blocked. */
  setBlocked(userId: string, isBlocked: boolean): Promise<void>;
  /** A group goes from the list; a direct chat is archived and comes back with its next message. */
  leave(chatId: string): Promise<void>;
}

/** The caller's chats, live. Loading methods never throw: failures are in `error`. */
export interface ChatListStore extends Store<ChatListState>, ChatActions {
  /** Fetches the view's first page (again). */
  load(): Promise<void>;
  loadMore(): Promise<void>;
  /** Changes filter or query and loads; the answer of an older view is dropped. */
  setView(view: Partial<ChatListView>): Promise<void>;
  /** Makes sure a chat is in `byId`; throws FORBIDDEN for foreign and unknown ids alike. */
  ensure(chatId: string): Promise<ChatDto>;
}
