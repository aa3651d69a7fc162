'use client';

import { useEffect, useRef } from 'react';
import { useSingleKeys } from '@/features/shell/use-single-key';

const FIELD = 'input, textarea, select, [contenteditable="true"]';
/** What is open over the desk has its own keys. */
const OVER = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Calls back on single keys that nothing else wants, unless such keys are turned off. By `event.key`, lower case. */
export function useDeskKeys(actions: Readonly<Record<string, () => void>>): void {
  const isOn = useSingleKeys();
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const action = latest.current[event.key.toLowerCase()];
      const isElsewhere = event.target instanceof Element && event.target.closest(FIELD) !== null;
      if (!action || isElsewhere || document.querySelector(OVER)) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn]);
}
