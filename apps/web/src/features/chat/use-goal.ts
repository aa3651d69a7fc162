'use client';

import { useEffect, useLayoutEffect, useState } from 'react';
import type { Row } from './timeline';
import type { HistoryWindow } from './use-history-window';

/** Where the history is to go next: its end, the first unread message, or any one message. */
export type Goal = { kind: 'end' } | { kind: 'unread' } | { kind: 'seq'; seq: number };

const FLASH_MS = 1_600;

interface GoalInput {
  goal: Goal | null;
  rows: readonly Row[];
  list: HistoryWindow;
  /** Moves the focus along, as the reader asked to go there. */
  onFocus: (key: string) => void;
  onGoalReached: () => void;
}

/** Goes there as soon as the rows are there; answers the seq to point out for a moment. */
export function useGoalScroll({ goal, rows, list, onFocus, onGoalReached }: GoalInput): number | null {
  const [flash, setFlash] = useState<number | null>(null);
  const { scrollToEnd, scrollToIndex } = list;

  useLayoutEffect(() => {
    if (!goal) return;
    if (goal.kind === 'end') {
      scrollToEnd();
      onGoalReached();
      return;
    }
    const isUnread = goal.kind === 'unread';
    const index = rows.findIndex((row) => (isUnread ? row.kind === 'new' : seqOf(row) === goal.seq));
    const row = rows[index];
    if (!row) return;
    scrollToIndex(index, isUnread ? 'start' : 'center');
    const target = isUnread ? rows[index + 1] : row;
    if (target?.kind === 'message') onFocus(target.key);
    if (!isUnread) setFlash(goal.seq);
    onGoalReached();
  }, [goal, rows, scrollToEnd, scrollToIndex, onFocus, onGoalReached]);

  useEffect(() => {
    if (flash === null) return;
    const timer = setTimeout(() => setFlash(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flash]);

  return flash;
}

function seqOf(row: Row): number | undefined {
  if (row.kind === 'message') return row.entry.message?.seq;
  return row.kind === 'system' ? row.message.seq : undefined;
}
