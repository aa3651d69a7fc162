/// <reference lib="dom" />
import type { ChatDto, PresenceDto, SupportTicketDto } from '@app/contracts';
import { useEffect } from 'react';
import type { BellState } from '../bell/bell';
import type { ChatListState } from '../chat/chat-list';
import type { ConnectionState } from '../connection/connection.state';
import type { MessageState, MessageStore } from '../message/message-list';
import type { TicketListState } from '../ticket/ticket-list';
import { useParley } from './parley-provider';
import { isShallowEqual, useStore } from './use-store';

const NOBODY: readonly string[] = [];

export function useConnection(): ConnectionState {
  return useStore(useParley().connection, (state) => state);
}

/** A part of the chat list, for example `useChats((s) => s.unreadChats)`; selectors may build new objects (shallow compare). */
export function useChats<S>(selector: (state: ChatListState) => S): S {
  return useStore(useParley().chats, selector, isShallowEqual);
}

/** One chat, live; undefined while unknown: call `chats.ensure(id)` to fetch it and to see why it is refused. */
export function useChat(chatId: string): ChatDto | undefined {
  return useStore(useParley().chats, (state) => state.byId[chatId]);
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

/** Ids of the other people who type in this chat now. */
export function useTyping(chatId: string): readonly string[] {
  return useStore(useParley().typing, (state) => state.byChatId[chatId] ?? NOBODY);
}

/** A part of the bell, for example `useBell((s) => s.counts.unseen)` (shallow compare). */
export function useBell<S>(selector: (state: BellState) => S): S {
  return useStore(useParley().bell, selector, isShallowEqual);
}

/** A part of the ticket list (shallow compare). */
export function useTickets<S>(selector: (state: TicketListState) => S): S {
  return useStore(useParley().tickets, selector, isShallowEqual);
}

/** One ticket, live; undefined while unknown: call `tickets.ensure(id)`. */
export function useTicket(ticketId: string): SupportTicketDto | undefined {
  return useStore(useParley().tickets, (state) => state.byId[ticketId]);
}
