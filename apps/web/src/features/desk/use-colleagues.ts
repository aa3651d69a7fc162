'use client';

import { useChats, useParley, useStore, useTickets } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { useMemo } from 'react';
import { useDesk } from './use-desk';

/** The rest of the staff by name, as the queue's foot has asked for them, and whoever was seen on tickets and in their threads. */
export function useColleagues(): readonly UserDto[] {
  const { me } = useParley();
  const staff = useStore(useDesk().agents, (state) => state.agents);
  const tickets = useTickets((state) => state.byId);
  const chats = useChats((state) => state.byId);
  return useMemo(() => {
    const seen = new Map<string, UserDto>();
    const note = (user: UserDto | null) => {
      if (user && user.role !== 'user' && user.id !== me.id) seen.set(user.id, user);
    };
    for (const ticket of Object.values(tickets)) note(ticket.assignee);
    for (const chat of Object.values(chats)) for (const member of chat.members) note(member.user);
    for (const { user } of staff) note(user);
    return [...seen.values()].sort((a, b) => a.name.localeCompare(b.name));
  }, [staff, tickets, chats, me.id]);
}
