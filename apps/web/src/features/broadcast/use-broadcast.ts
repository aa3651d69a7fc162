'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { BroadcastDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

/** Figures of a fresh broadcast move by the second; this often is live enough for a person who watches. */
const REFRESH_MS = 10_000;
/** While e-mail or push go out, or it is about to go out. */
const BUSY_REFRESH_MS = 2_000;
const SOON_MS = 60_000;

export interface KnownBroadcast {
  broadcast: BroadcastDto | null;
  error: ParleyError | null;
  reload: () => Promise<void>;
  /** Shows what a step has made of it. */
  put: (broadcast: BroadcastDto) => void;
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

  const pace = broadcast && isBusy(broadcast) ? BUSY_REFRESH_MS : REFRESH_MS;
  useEffect(() => void reload(), [reload]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void reload();
    }, pace);
    return () => clearInterval(timer);
  }, [reload, pace]);

  return { broadcast, error: broadcast ? null : error, reload, put: setBroadcast };
}

function isBusy({ state, publishAt, figures }: BroadcastDto): boolean {
  if (state === 'scheduled') return Date.parse(publishAt ?? '') - Date.now() < SOON_MS;
  return state === 'sending' || (state === 'sent' && figures.recipients === null);
}
