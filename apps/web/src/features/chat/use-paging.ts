'use client';

import type { MessageStore } from '@app/client';
import { type RefObject, useEffect } from 'react';

/** How far from an edge the next page is asked for: about one screen, so that it is there in time. */
const LOOKAHEAD_PX = 600;

/** Loads older messages near the top and newer ones near the bottom of a history that does not reach its end. */
export function usePaging(scroller: RefObject<HTMLElement | null>, store: MessageStore): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const page = () => {
      const { hasBefore, hasAfter, isLoaded, isLoading, error } = store.getState();
      if (!isLoaded || isLoading.before || isLoading.after || error) return;
      if (hasBefore && element.scrollTop < LOOKAHEAD_PX) void store.loadBefore();
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (hasAfter && below < LOOKAHEAD_PX) void store.loadAfter();
    };
    element.addEventListener('scroll', page, { passive: true });
    // Before the page came awake nobody heard of any scrolling.
    requestAnimationFrame(page);
    const unsubscribe = store.subscribe((state, previous) => {
      // A short first page may leave the edge in view without any scrolling.
      if (state.items !== previous.items) requestAnimationFrame(page);
    });
    return () => {
      element.removeEventListener('scroll', page);
      unsubscribe();
    };
  }, [scroller, store]);
}
