'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { BroadcastDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

/** Figures of a fresh broadcast move by the second; this often is live enough for a person who watches. */
const REFRESH_MS = 10_000;

export interface KnownBroadcast {
  broadcast: BroadcastDto | null;
  error: ParleyError | null;
  reload: () => Promise<void>;
}

/** One broadcast, with figures that follow what readers do while the page is looked at. */
export function useBroadcast(broadcastId: string): KnownBroadcast {
  const { rest } = useParley();
  const [broadcast, setBroadcast] = useState<BroadcastDto | null>(null);
  const [error, setError] = useState<ParleyError | null>(null);

  const reload = useCallback(async () => {
    try {
      setBroadcast(await rest.broadcasts.get(broadcastId));
      setError(null);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
    }
  }, [rest, broadcastId]);

  useEffect(() => {
    void reload();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);

  return { broadcast, error: broadcast ? null : error, reload };
}
