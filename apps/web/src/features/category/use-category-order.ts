'use client';

import { ParleyError } from '@app/client';
import type { TicketCategoryDto } from '@app/contracts';
import { useEffect, useRef, useState } from 'react';
import { useCategoryList } from './use-categories';
import { useCategoryFault } from './use-category-fault';

/** One place towards the beginning or the end. */
export type MoveStep = -1 | 1;

interface CategoryOrder {
  move: (key: string, step: MoveStep) => Promise<void>;
  /** Whose place changed last. */
  moved: string | null;
  fault: string | null;
}

/** Moves one category at a time. `focus` is called when it stands there: a row that moves in the page loses the focus. */
export function useCategoryOrder(
  categories: readonly TicketCategoryDto[],
  focus: (key: string, step: MoveStep) => void,
): CategoryOrder {
  const list = useCategoryList();
  const { fault, tell } = useCategoryFault();
  const [last, setLast] = useState<{ key: string; step: MoveStep } | null>(null);
  const isMoving = useRef(false);
  const focusNow = useRef(focus);
  focusNow.current = focus;
  useEffect(() => {
    if (last) focusNow.current(last.key, last.step);
  }, [last]);

  const move = async (key: string, step: MoveStep) => {
    const keys = categories.map((category) => category.key);
    const from = keys.indexOf(key);
    const other = keys[from + step];
    if (isMoving.current || other === undefined) return;
    isMoving.current = true;
    void tell(null);
    try {
      await list.order(keys.with(from, other).with(from + step, key));
      setLast({ key, step });
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      await tell(thrown);
    } finally {
      isMoving.current = false;
    }
  };
  return { move, moved: last?.key ?? null, fault };
}
