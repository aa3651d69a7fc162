'use client';

import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';

interface Roving {
  activeKey: string | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: { target: EventTarget }) => void;
  /** Moves the focus to a message, as soon as it is rendered. */
  focus: (key: string) => void;
}

const find = (root: HTMLElement | null, key: string) =>
  root?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;

/** Up, Down, Home and End move one tab stop over the messages, also over those that are not rendered now. */
export function useRoving(
  root: RefObject<HTMLElement | null>,
  keys: readonly string[],
  reveal: (key: string) => void,
): Roving {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);

  // After every render: the wanted row may just have come into being.
  useEffect(() => {
    if (wanted.current === null) return;
    const element = find(root.current, wanted.current);
    if (!element) return;
    wanted.current = null;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  });

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const at = keys.indexOf(target.dataset.key ?? '');
      const to = at < 0 ? undefined : nextIndex(event.key, at, keys.length);
      const key = to === undefined ? undefined : keys[to];
      if (key === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      wanted.current = key;
      setActiveKey(key);
      if (!find(root.current, key)) reveal(key);
    },
    [keys, reveal, root],
  );

  const onFocus = useCallback((event: { target: EventTarget }) => {
    const key = (event.target as HTMLElement).dataset?.key;
    if (key) setActiveKey(key);
  }, []);

  const focus = useCallback((key: string) => {
    wanted.current = key;
    setActiveKey(key);
  }, []);

  const isKnown = activeKey !== null && keys.includes(activeKey);
  return { activeKey: isKnown ? activeKey : (keys.at(-1) ?? null), onKeyDown, onFocus, focus };
}

function nextIndex(key: string, at: number, length: number): number | undefined {
  if (key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'ArrowDown') return Math.min(length - 1, at + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : undefined;
}
