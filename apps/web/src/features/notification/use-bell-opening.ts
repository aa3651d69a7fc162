'use client';

import { ParleyError } from '@app/client';
import { useBell, useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { useEffect, useRef, useState } from 'react';

/** Long enough that a row which arrives in front of the reader is drawn before it counts as seen. */
const LOOK_MS = 800;

export interface BellOpening {
  /** True until this opening's own rows are there: older rows may still say "unseen". */
  isOpening: boolean;
  /** What was unseen when the bell opened or has arrived since; kept until it closes. */
  newIds: ReadonlySet<string>;
}

/** Opens the bell while mounted: loads its rows, clears the badge, and keeps it clear while somebody looks. */
export function useBellOpening(rows: readonly NotificationDto[]): BellOpening {
  const { bell } = useParley();
  const [isOpening, setIsOpening] = useState(true);
  const newIds = useRef(new Set<string>());

  useEffect(() => {
    const before = bell.getState().rows;
    const stop = bell.subscribe((state) => {
      if (state.isLoading || (state.rows === before && !state.error)) return;
      stop();
      setIsOpening(false);
    });
    if (bell.getState().filter !== 'all') void bell.setFilter('all');
    void bell.open();
    return stop;
  }, [bell]);

  useSeenWhileOpen(!isOpening);
  if (!isOpening) for (const row of rows) if (row.seenAt === null) newIds.current.add(row.id);
  return { isOpening, newIds: newIds.current };
}

function useSeenWhileOpen(isOpen: boolean): void {
  const { rest } = useParley();
  const unseen = useBell((state) => state.counts.unseen);
  const isVisible = useIsVisible();
  useEffect(() => {
    if (!isOpen || !isVisible || unseen === 0) return;
    const timer = setTimeout(async () => {
      try {
        await rest.notifications.seenAll();
      } catch (thrown) {
        // The badge stays as it is, and the next opening asks again.
        if (!(thrown instanceof ParleyError)) throw thrown;
      }
    }, LOOK_MS);
    return () => clearTimeout(timer);
  }, [rest, isOpen, isVisible, unseen]);
}

function useIsVisible(): boolean {
  const [isVisible, setIsVisible] = useState(true);
  useEffect(() => {
    const look = () => setIsVisible(document.visibilityState === 'visible');
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}
