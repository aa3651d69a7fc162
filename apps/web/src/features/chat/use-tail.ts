'use client';

import type { MessageDto } from '@app/contracts';
import { type RefObject, useEffect, useState } from 'react';
import { isAtEnd as isElementAtEnd } from './scroll-anchor';

export interface Tail {
  isAtEnd: boolean;
  /** Messages of others that came since the reader left the end. */
  newCount: number;
}

interface TailInput {
  scroller: RefObject<HTMLElement | null>;
  /** False while skeletons stand in for the history. */
  isShown: boolean;
  items: readonly MessageDto[];
  meId: string;
}

/** Where the reader stands against the end of the history. */
export function useTail({ scroller, isShown, items, meId }: TailInput): Tail {
  const lastSeq = items.at(-1)?.seq ?? 0;
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [leftAtSeq, setLeftAtSeq] = useState(lastSeq);
  if (isAtEnd && leftAtSeq !== lastSeq) setLeftAtSeq(lastSeq);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !isShown) return;
    const measure = () => {
      setIsAtEnd(isElementAtEnd(element));
    };
    element.addEventListener('scroll', measure, { passive: true });
    return () => element.removeEventListener('scroll', measure);
  }, [scroller, isShown]);

  const newCount = isAtEnd
    ? 0
    : items.filter((item) => item.seq > leftAtSeq && item.senderId !== meId && item.type !== 'system').length;
  return { isAtEnd, newCount };
}
