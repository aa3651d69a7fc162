'use client';

import { useEffect } from 'react';

const isShown = (element: HTMLElement) => element.getClientRects().length > 0;

/** F6 and Shift+F6 walk over the panes on screen, as in a desktop program. */
export function usePaneKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isShown);
      if (!panes.length) return;
      event.preventDefault();
      const at = panes.findIndex((pane) => pane.contains(document.activeElement));
      const step = event.shiftKey ? -1 : 1;
      panes[(at + step + panes.length) % panes.length]?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
