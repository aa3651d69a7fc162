'use client';

import { ParleyError } from '@app/client';
import type { Page } from '@app/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Pages<T> {
  items: readonly T[] | null;
  hasMore: boolean;
  isLoading: boolean;
  hasFailed: boolean;
  /** The next page, or after a failure the same one again. */
  load: () => Promise<void>;
}

/** A list that only one page shows, page by page; another `fetchPage` begins it afresh and keeps showing the old one until then. */
export function usePages<T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>): Pages<T> {
  const [state, setState] = useState<{ items: readonly T[] | null; cursor: string | null }>({
    items: null,
    cursor: null,
  });
  const [isLoading, setIsLoading] = useState(true);
  const [hasFailed, setHasFailed] = useState(false);
  /** An answer to an earlier question comes too late. */
  const asked = useRef(0);

  const loadPage = useCallback(
    async (cursor: string | null) => {
      const mine = ++asked.current;
      setIsLoading(true);
      setHasFailed(false);
      try {
        const page = await fetchPage(cursor ?? undefined);
        if (mine !== asked.current) return;
        setState(({ items }) => ({
          items: [...(cursor ? (items ?? []) : []), ...page.items],
          cursor: page.nextCursor,
        }));
        setIsLoading(false);
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        if (mine !== asked.current) return;
        setHasFailed(true);
        setIsLoading(false);
      }
    },
    [fetchPage],
  );

  useEffect(() => void loadPage(null), [loadPage]);
  const { items, cursor } = state;
  return { items, hasMore: cursor !== null, isLoading, hasFailed, load: () => loadPage(cursor) };
}
