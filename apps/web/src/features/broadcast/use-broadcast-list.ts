'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { BroadcastDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

export interface BroadcastList {
  items: readonly BroadcastDto[] | null;
  hasMore: boolean;
  isLoading: boolean;
  error: ParleyError | null;
  load: () => Promise<void>;
  loadMore: () => Promise<void>;
}

interface Loaded {
  items: readonly BroadcastDto[];
  cursor: string | null;
}

/** All broadcasts, the latest first. Only this page shows them, so they live here and not in a store. */
export function useBroadcastList(): BroadcastList {
  const { rest } = useParley();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const [error, setError] = useState<ParleyError | null>(null);

  const fetchPage = useCallback(
    async (after: Loaded | null) => {
      setIsLoading(true);
      setError(null);
      try {
        const page = await rest.broadcasts.list({ cursor: after?.cursor ?? undefined });
        setLoaded({ items: [...(after?.items ?? []), ...page.items], cursor: page.nextCursor });
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        setError(thrown);
      } finally {
        setIsLoading(false);
      }
    },
    [rest],
  );

  const load = useCallback(() => fetchPage(null), [fetchPage]);
  useEffect(() => void load(), [load]);

  return {
    items: loaded?.items ?? null,
    hasMore: loaded !== null && loaded.cursor !== null,
    isLoading,
    error,
    load,
    loadMore: async () => {
      if (loaded?.cursor && !isLoading) await fetchPage(loaded);
    },
  };
}
