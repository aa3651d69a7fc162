'use client';

import {
  type AgentListState,
  type Desk,
  deskOf,
  type NoteListState,
  type Shelf,
  type ShelfState,
} from '@app/client/desk';
import { isShallowEqual, useParley, useStore } from '@app/client/react';
import type { TicketViewersDto } from '@app/contracts';
import { useEffect } from 'react';

/** What agents have besides tickets and chats. */
export function useDesk(): Desk {
  return deskOf(useParley());
}

/** The notes of a ticket, live while shown. */
export function useNotes(ticketId: string): NoteListState {
  const list = useDesk().notes(ticketId);
  useEffect(() => {
    list.open();
    return () => list.close();
  }, [list]);
  return useStore(list, (state) => state, isShallowEqual);
}

/** What the desk keeps to use again, as it is when it is first shown here. */
export function useShelf<Dto, Input>(shelf: Shelf<Dto, Input>): ShelfState<Dto> {
  useEffect(() => void shelf.load(), [shelf]);
  return useStore(shelf, (state) => state, isShallowEqual);
}

/** Who of the staff takes tickets, live. */
export function useAgents(): AgentListState {
  const { agents } = useDesk();
  const { isLoaded, isLoading, error } = agents.getState();
  const isAsked = isLoaded || isLoading || error !== null;
  useEffect(() => {
    if (!isAsked) void agents.load();
  }, [agents, isAsked]);
  return useStore(agents, (state) => state, isShallowEqual);
}

/** Says that the ticket is on this screen, and answers who else has it on theirs. */
export function useViewers(ticketId: string, isReplying: boolean): TicketViewersDto['viewers'] {
  const { viewing } = useDesk();
  useEffect(() => viewing.look(ticketId, isReplying), [viewing, ticketId, isReplying]);
  useEffect(() => () => viewing.look(null), [viewing]);
  return useStore(viewing, (state) => (state.ticketId === ticketId ? state.others : NOBODY));
}

const NOBODY: TicketViewersDto['viewers'] = [];
