/// <reference lib="dom" />
import type {
  ChatDto,
  ChatMemberDto,
  ChatPreferencesInput,
  MemberRole,
  PresenceDto,
  SupportTicketDto,
} from '@app/contracts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BellState } from '../bell/bell';
import type { CallState } from '../call/call';
import type { ChatListState } from '../chat/chat-list';
import type { ConnectionState } from '../connection/connection.state';
import type { Store } from '../core/store';
import type { Draft } from '../draft/draft';
import type { MessageState, MessageStore } from '../message/message-list';
import type { OfferListState } from '../offer/offer-list';
import type { OutboxState } from '../outbox/outbox';
import type { MessageSearch, MessageSearchState } from '../search/message-search';
import type { TicketListState } from '../ticket/ticket-list';
import { useParley } from './parley-provider';
import { isShallowEqual, useStore } from './use-store';

const NOBODY: readonly string[] = [];

const NOTHING_FOUND: MessageSearchState = { hits: [], isLoaded: false, isLoading: false, hasMore: false, error: null };
const NO_SEARCH: Pick<MessageSearch, keyof Store<unknown> | 'more' | 'close'> = {
  getState: () => NOTHING_FOUND,
  getInitialState: () => NOTHING_FOUND,
  subscribe: () => () => undefined,
  more: async () => undefined,
  close: () => undefined,
};

/** A chat's flags as `useChatPreferences` gives them. */
export interface ChatPreferences {
  isPinned: boolean;
  mutedUntil: string | null;
  isArchived: boolean;
  isMarkedUnread: boolean;
  set(input: ChatPreferencesInput): Promise<ChatDto>;
}

/** A group as `useGroup` gives it. */
export interface Group {
  title: string;
  members: readonly ChatMemberDto[];
  /** The viewer's own. */
  role: MemberRole;
  /** The viewer may rename the group, and add and remove members. */
  mayManage: boolean;
  rename(title: string): Promise<ChatDto>;
  addMembers(userIds: string[]): Promise<ChatDto>;
  removeMember(userId: string): Promise<void>;
  setRole(userId: string, role: MemberRole): Promise<ChatDto>;
  leave(): Promise<void>;
}

type DraftInput = Pick<Draft, 'text'> & Partial<Draft>;

/** The connection, or a part of it: `useConnection((s) => s.status)`. */
export function useConnection(): ConnectionState;
export function useConnection<S>(selector: (state: ConnectionState) => S): S;
export function useConnection<S>(selector?: (state: ConnectionState) => S): S | ConnectionState {
  return useStore<ConnectionState, S | ConnectionState>(
    useParley().connection,
    selector ?? ((state) => state),
    isShallowEqual,
  );
}

/** True in the one tab that plays sounds and shows system notifications. */
export function useLeader(): boolean {
  return useStore(useParley().leader, ({ isLeader }) => isLeader);
}

/** A part of the outbox, for example `useOutbox((s) => s.isDurable)` (shallow compare). */
export function useOutbox<S>(selector: (state: OutboxState) => S): S {
  return useStore(useParley().outbox, selector, isShallowEqual);
}

/** A part of the chat list, for example `useChats((s) => s.unreadChats)`; selectors may build new objects (shallow compare). */
export function useChats<S>(selector: (state: ChatListState) => S): S {
  return useStore(useParley().chats, selector, isShallowEqual);
}

/** One chat, live; undefined while unknown: call `chats.ensure(id)` to fetch it and to see why it is refused. */
export function useChat(chatId: string): ChatDto | undefined {
  return useStore(useParley().chats, (state) => state.byId[chatId]);
}

/** The viewer's own flags of a chat, and `set`, which shows them at once and throws when they had to be taken back. */
export function useChatPreferences(chatId: string): ChatPreferences {
  const { chats } = useParley();
  const flags = useStore(
    chats,
    ({ byId }) => {
      const { pinnedAt = null, mutedUntil = null, archivedAt = null, isMarkedUnread = false } = byId[chatId] ?? {};
      return { isPinned: pinnedAt !== null, mutedUntil, isArchived: archivedAt !== null, isMarkedUnread };
    },
    isShallowEqual,
  );
  const set = useCallback((input: ChatPreferencesInput) => chats.setPreferences(chatId, input), [chats, chatId]);
  return { ...flags, set };
}

/** What a person sees and may do in a group; null for other chats and while unknown. The actions throw `ParleyError`. */
export function useGroup(chatId: string): Group | null {
  const { chats, me } = useParley();
  const chat = useChat(chatId);
  const actions = useMemo(
    () => ({
      rename: (title: string) => chats.rename(chatId, title),
      addMembers: (userIds: string[]) => chats.addMembers(chatId, userIds),
      removeMember: (userId: string) => chats.removeMember(chatId, userId),
      setRole: (userId: string, role: MemberRole) => chats.setRole(chatId, userId, role),
      leave: () => chats.leave(chatId),
    }),
    [chats, chatId],
  );
  if (chat?.type !== 'group') return null;
  const role = chat.members.find(({ userId }) => userId === me.id)?.role ?? 'member';
  return { title: chat.title ?? '', members: chat.members, role, mayManage: role !== 'member', ...actions };
}

/** What was begun to be written in this chat, and its setter, to be called on every input. */
export function useDraft(chatId: string): [draft: Draft | undefined, set: (draft: DraftInput | null) => void] {
  const { drafts } = useParley();
  const draft = useStore(drafts, ({ byChatId }) => byChatId[chatId]);
  const set = useCallback((given: DraftInput | null) => drafts.set(chatId, given), [drafts, chatId]);
  return [draft, set];
}

/**
 * Searches messages as the query is typed: after a pause of `pauseMs` (default 250). The state belongs to `query`, except
 * while `isWaiting`, when it still shows what was found before.
 */
export function useMessageSearch(
  query: string,
  { chatId, pauseMs = 250 }: { chatId?: string; pauseMs?: number } = {},
): MessageSearchState & { isWaiting: boolean; more(): Promise<void> } {
  const { search } = useParley();
  const [current, setCurrent] = useState(() => ({ search: NO_SEARCH, key: '' }));
  const key = `${chatId ?? ''} ${query.trim()}`;
  useEffect(() => {
    const timer = setTimeout(() => setCurrent({ search: search.messages({ query, chatId }), key }), pauseMs);
    return () => clearTimeout(timer);
  }, [search, query, chatId, key, pauseMs]);
  useEffect(() => current.search.close, [current]);
  const state = useStore(current.search, (all) => all);
  return { ...state, isWaiting: current.key !== key, more: current.search.more };
}

/** A part of one chat's messages, for example `useMessages(id, (s) => s.items)` (shallow compare). */
export function useMessages<S>(chatId: string, selector: (state: MessageState) => S): S {
  return useStore(useParley().messages(chatId), selector, isShallowEqual);
}

/** Opens the chat while mounted and reports whether the tab is focused and visible. Use it once, in the chat screen. */
export function useOpenChat(chatId: string): MessageStore {
  const store = useParley().messages(chatId);
  useEffect(() => {
    const report = () => store.setFocused(document.visibilityState === 'visible' && document.hasFocus());
    store.open();
    report();
    window.addEventListener('focus', report);
    window.addEventListener('blur', report);
    document.addEventListener('visibilitychange', report);
    return () => {
      window.removeEventListener('focus', report);
      window.removeEventListener('blur', report);
      document.removeEventListener('visibilitychange', report);
      store.close();
    };
  }, [store]);
  return store;
}

/** A person's presence, watched while mounted; undefined while unknown, and for null. */
export function usePresence(userId: string | null): PresenceDto | undefined {
  const { presence } = useParley();
  useEffect(() => (userId === null ? undefined : presence.watch([userId])), [presence, userId]);
  return useStore(presence, (state) => (userId === null ? undefined : state.byUserId[userId]));
}

/** How far a file of a pending message is uploaded, 0 to 1; undefined while it waits, and once it is there. */
export function useUpload(uploadId: string): number | undefined {
  return useStore(useParley().uploads, ({ byId }) => byId[uploadId]);
}

/** A part of the offers of a chat, kept up to date while mounted, for example `useOffers(id, (s) => s.offers)` (shallow compare). */
export function useOffers<S>(chatId: string, selector: (state: OfferListState) => S): S {
  const list = useParley().offers(chatId);
  useEffect(() => {
    list.open();
    return list.close;
  }, [list]);
  return useStore(list, selector, isShallowEqual);
}

/** Ids of the other people who type in this chat now. */
export function useTyping(chatId: string): readonly string[] {
  return useStore(useParley().typing, (state) => state.byChatId[chatId] ?? NOBODY);
}

/** A part of the bell, for example `useBell((s) => s.counts.unseen)` (shallow compare). */
export function useBell<S>(selector: (state: BellState) => S): S {
  return useStore(useParley().bell, selector, isShallowEqual);
}

/** A part of the calls, for example `useCalls((s) => s.call?.stage)` (shallow compare). */
export function useCalls<S>(selector: (state: CallState) => S): S {
  return useStore(useParley().calls, selector, isShallowEqual);
}

/** A part of the ticket list (shallow compare). */
export function useTickets<S>(selector: (state: TicketListState) => S): S {
  return useStore(useParley().tickets, selector, isShallowEqual);
}

/** One ticket, live; undefined while unknown: call `tickets.ensure(id)`. */
export function useTicket(ticketId: string): SupportTicketDto | undefined {
  return useStore(useParley().tickets, (state) => state.byId[ticketId]);
}
