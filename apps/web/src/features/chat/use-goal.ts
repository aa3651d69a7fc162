'use client';

import { useEffect, useLayoutEffect, useState } from 'react';
import type { Row } from './timeline';
import type { HistoryWindow } from './use-history-window';

/** Where the history is to go next: its end, or one message. */
export type Goal = { kind: 'end' } | { kind: 'seq'; seq: number };

const FLASH_MS = 1_600;

interface GoalInput {
  goal: Goal | null;
  rows: readonly Row[];
  list: HistoryWindow;
  onGoalReached: () => void;
}

/** Goes there as soon as the rows are there; answers the seq to point out for a moment. */
export function useGoalScroll({ goal, rows, list, onGoalReached }: GoalInput): number | null {
  const [flash, setFlash] = useState<number | null>(null);
  const { scrollToEnd, scrollToIndex } = list;

  useLayoutEffect(() => {
    if (goal?.kind === 'end') {
      scrollToEnd();
      onGoalReached();
    } else if (goal?.kind === 'seq') {
      const index = rows.findIndex((row) => row.kind === 'message' && row.entry.message?.seq === goal.seq);
      if (index < 0) return;
      scrollToIndex(index, 'center');
      setFlash(goal.seq);
      onGoalReached();
    }
  }, [goal, rows, scrollToEnd, scrollToIndex, onGoalReached]);

  useEffect(() => {
    if (flash === null) return;
    const timer = setTimeout(() => setFlash(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flash]);

  return flash;
}
