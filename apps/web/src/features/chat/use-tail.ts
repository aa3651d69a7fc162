'use client';

import type { MessageDto } from '@app/contracts';
import { type RefObject, useEffect, useState } from 'react';
import { isAtEnd as isElementAtEnd } from './scroll-anchor';

export interface Tail {
  isAtEnd: boolean;
  /** Messages of others that came since the reader left the end. */
  newCount: number;
  /** The first message that was unread on opening lies above what is in view. */
  isUnreadAbove: boolean;
}

interface TailInput {
  scroller: RefObject<HTMLElement | null>;
  /** False while skeletons stand in for the history. */
  isShown: boolean;
  items: readonly MessageDto[];
  firstUnreadSeq: number | null;
  meId: string;
}

/** Where the reader stands against the end of the history. */
export function useTail({ scroller, isShown, items, firstUnreadSeq, meId }: TailInput): Tail {
  const lastSeq = items.at(-1)?.seq ?? 0;
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [isUnreadAbove, setIsUnreadAbove] = useState(false);
  const [leftAtSeq, setLeftAtSeq] = useState(lastSeq);
  if (isAtEnd && leftAtSeq !== lastSeq) setLeftAtSeq(lastSeq);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !isShown) return;
    const measure = () => {
      setIsAtEnd(isElementAtEnd(element));
      setIsUnreadAbove(firstUnreadSeq !== null && isAbove(element, firstUnreadSeq));
    };
    element.addEventListener('scroll', measure, { passive: true });
    return () => element.removeEventListener('scroll', measure);
  }, [scroller, isShown, firstUnreadSeq]);

  const newCount = isAtEnd
    ? 0
    : items.filter((item) => item.seq > leftAtSeq && item.senderId !== meId && item.type !== 'system').length;
  return { isAtEnd, newCount, isUnreadAbove };
}

/** The line may be left out of the page; then the first message in the page tells on which side it is. */
function isAbove(element: HTMLElement, firstUnreadSeq: number): boolean {
  const line = element.querySelector('[data-row="new"]');
  if (line) return line.getBoundingClientRect().bottom < element.getBoundingClientRect().top;
  return Number(element.querySelector('article')?.getAttribute('aria-posinset') ?? 0) > firstUnreadSeq;
}
