'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * What is in the panel changes under the focus, which then goes to the main control of what is there now. A panel that
 * opened by itself (`isQuiet`) takes the focus from nobody.
 */
export function usePanelFocus(panel: RefObject<HTMLElement | null>, view: string, isQuiet: boolean): void {
  const isHere = useRef(!isQuiet);
  const isFirst = useRef(true);

  useEffect(() => {
    const root = panel.current;
    const note = () => {
      isHere.current = true;
    };
    root?.addEventListener('focusin', note);
    return () => root?.removeEventListener('focusin', note);
  }, [panel]);

  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    const isWanted = isHere.current && (isFirst.current || isLost);
    isFirst.current = false;
    if (!isWanted) return;
    const main = panel.current?.querySelector<HTMLElement>('[data-main]');
    (main?.matches('button') ? main : main?.querySelector('button'))?.focus();
  }, [panel, view]);
}
