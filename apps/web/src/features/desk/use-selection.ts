'use client';

import { useState } from 'react';

export interface Selection {
  /** Those of the list that are chosen; null while nothing is being chosen. */
  chosen: ReadonlySet<string> | null;
  toggle: (id: string) => void;
  choose: (ids: Iterable<string>) => void;
  end: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Several of a list, for what is done to all of them. What leaves the list is no longer chosen: nobody changes what they cannot see. */
export function useSelection(ids: readonly string[]): Selection {
  const [kept, setKept] = useState<ReadonlySet<string> | null>(null);
  return {
    chosen: kept && new Set(ids.filter((id) => kept.has(id))),
    toggle: (id) =>
      setKept((before) => {
        const next = new Set(before ?? NONE);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    choose: (next) => setKept(new Set(next)),
    end: () => setKept(null),
  };
}
