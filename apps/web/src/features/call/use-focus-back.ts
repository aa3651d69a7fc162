'use client';

import { useEffect, useState } from 'react';

/**
 * Gives the focus back to where it was when the call came. The screen does so by itself, but not to a place behind the card
 * from which it was opened, as that is gone.
 */
export function useFocusBack(isScreenOpen: boolean): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (!isScreenOpen) return;
    return () => {
      // After the screen's own try, which comes with the next frame.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => document.activeElement === document.body && focus(before)),
      );
    };
  }, [isScreenOpen, before]);
}

function focus(element: Element | null): void {
  if (element instanceof HTMLElement) element.focus();
}
