'use client';

import { useChats, useParley, useTickets } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { useMemo } from 'react';

/** The staff seen so far on tickets and in their threads, by name; everybody else is found by searching. */
export function useColleagues(): readonly UserDto[] {
  const { me } = useParley();
  const tickets = useTickets((state) => state.byId);
  const chats = useChats((state) => state.byId);
  return useMemo(() => {
    const seen = new Map<string, UserDto>();
    const note = (user: UserDto | null) => {
      if (user && user.role !== 'user' && user.id !== me.id) seen.set(user.id, user);
    };
    for (const ticket of Object.values(tickets)) note(ticket.assignee);
    for (const chat of Object.values(chats)) for (const member of chat.members) note(member.user);
    return [...seen.values()].sort((a, b) => a.name.localeCompare(b.name));
  }, [tickets, chats, me.id]);
}
