'use client';

import { useTickets } from '@app/client/react';

/** The tags of all tickets seen so far, and one that is in use here. */
export function useKnownTags(used: string | null = null): readonly string[] {
  return useTickets(({ byId }) => {
    const all = new Set(Object.values(byId).flatMap(({ desk }) => desk?.tags ?? []));
    if (used !== null) all.add(used);
    return [...all].sort();
  });
}
