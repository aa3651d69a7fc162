'use client';

import { useParley } from '@app/client/react';
import { useEffect, useState } from 'react';

const PAUSE_MS = 200;

/** The words of the search field; the list follows them after a short pause in typing. */
export function useListSearch(): [string, (query: string) => void] {
  const { chats } = useParley();
  const [query, setQuery] = useState(() => chats.getState().view.query);
  useEffect(() => {
    if (query === chats.getState().view.query) return;
    const timer = setTimeout(() => void chats.setView({ query }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [chats, query]);
  return [query, setQuery];
}
