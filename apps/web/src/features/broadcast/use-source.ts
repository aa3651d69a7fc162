'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { BroadcastDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

export type Source =
  | { state: 'none' | 'loading' }
  | { state: 'failed'; error: ParleyError; reload: () => void }
  | { state: 'known'; broadcast: BroadcastDto };

/** The broadcast that is to be gone on with, or repeated. */
export function useSource(broadcastId: string | null): Source {
  const { rest } = useParley();
  const [broadcast, setBroadcast] = useState<BroadcastDto | null>(null);
  const [error, setError] = useState<ParleyError | null>(null);

  const load = useCallback(async () => {
    if (!broadcastId) return;
    setError(null);
    try {
      setBroadcast(await rest.broadcasts.get(broadcastId));
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
    }
  }, [rest, broadcastId]);
  useEffect(() => void load(), [load]);

  if (!broadcastId) return { state: 'none' };
  if (error) return { state: 'failed', error, reload: () => void load() };
  return broadcast ? { state: 'known', broadcast } : { state: 'loading' };
}
