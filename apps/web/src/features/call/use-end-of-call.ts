'use client';

import type { TabCall } from '@app/client';
import { useParley } from '@app/client/react';
import { useEffect } from 'react';

const READ_MS = 4_000;

/**
 * Puts a call that is over away: at once when it only rang here, after a moment when there is something to read about it,
 * and not by itself when something went wrong. False: there is nothing more to show of it.
 */
export function useEndOfCall(call: TabCall | null): boolean {
  const { calls } = useParley();
  const isOver = call?.stage === 'ended';
  const stays = isOver && call.fault !== null;
  const hasMore = !isOver || stays || call.isCaller || call.answeredAt !== null;
  useEffect(() => {
    if (!isOver || stays) return;
    const timer = setTimeout(() => calls.dismiss(), hasMore ? READ_MS : 0);
    return () => clearTimeout(timer);
  }, [calls, isOver, stays, hasMore]);
  return hasMore;
}
