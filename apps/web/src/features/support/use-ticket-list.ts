'use client';

import { useParley, useTickets } from '@app/client/react';
import { useEffect } from 'react';

/** The tickets of the current view; the first to show them loads them. */
export function useTicketList() {
  const { tickets } = useParley();
  useEffect(() => {
    const state = tickets.getState();
    if (!state.isLoaded && !state.isLoading) void tickets.load();
  }, [tickets]);
  const list = useTickets((state) => ({
    ids: state.ids,
    isLoaded: state.isLoaded,
    isLoading: state.isLoading,
    hasMore: state.hasMore,
    error: state.error,
  }));
  return { tickets, ...list };
}
