'use client';

import type { MessageStore } from '@app/client';
import { type RefObject, useEffect } from 'react';

/** A message counts as read when half of it was on screen for so long, in a visible tab that has the focus. */
const SEEN_MS = 500;
const HALF = 0.5;

const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus();

/** Moves the read marker to the lowest message the person really had before their eyes. */
export function useReadMarker(scroller: RefObject<HTMLElement | null>, store: MessageStore, rowsKey: unknown): void {
  // New rows must be observed as well
  useEffect(() => {
    const root = scroller.current;
    if (!root || typeof IntersectionObserver === 'undefined') return;
    const visible = new Map<Element, number>();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const highest = () => Math.max(0, ...visible.values());
    const look = () => {
      clearTimeout(timer);
      if (!visible.size || !isLookedAt()) return;
      timer = setTimeout(() => {
        if (isLookedAt()) store.markRead(highest());
      }, SEEN_MS);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        const before = highest();
        for (const entry of entries) {
          const fillsScreen = entry.intersectionRect.height >= (entry.rootBounds?.height ?? Infinity) * HALF;
          if (entry.intersectionRatio >= HALF || fillsScreen)
            visible.set(entry.target, Number(entry.target.getAttribute('data-seq')));
          else visible.delete(entry.target);
        }
        if (highest() !== before) look();
      },
      { root, threshold: [0.25, HALF, 1] },
    );
    for (const row of root.querySelectorAll('[data-seq]')) observer.observe(row);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [scroller, store, rowsKey]);
}
