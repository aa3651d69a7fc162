'use client';

import { useNow } from 'next-intl';
import { useMemo, useSyncExternalStore } from 'react';

const MINUTE_MS = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let latest: number | null = null;

/** One timer for the whole page, however many times it shows. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    latest = Date.now();
    for (const notify of listeners) notify();
  }, MINUTE_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now, moving on once a minute; first the moment of the server's render, so that both paint the same. */
export function useMinute(): Date {
  const rendered = useNow();
  const minute = useSyncExternalStore(
    subscribe,
    () => latest,
    () => null,
  );
  return useMemo(() => (minute === null ? rendered : new Date(minute)), [minute, rendered]);
}
