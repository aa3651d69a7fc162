'use client';

import { type KeyboardEvent, useState } from 'react';

const isRow = (target: EventTarget): target is HTMLElement =>
  target instanceof HTMLElement && target.dataset.chatId !== undefined;

/** The list is one stop of Tab: the row that had the focus, else the open chat, else the first. The arrows, Home and End walk. */
export function useListRoving(ids: readonly string[], currentId: string | null) {
  const [walkedId, setWalkedId] = useState<string | null>(null);
  const isListed = (id: string | null) => id !== null && ids.includes(id);
  const stopId = isListed(walkedId) ? walkedId : isListed(currentId) ? currentId : (ids[0] ?? null);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!isRow(event.target) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-chat-id]')];
    const to = nextIndex(event.key, rows.indexOf(event.target), rows.length);
    if (to === undefined) return;
    event.preventDefault();
    rows[to]?.focus();
  };

  const onFocus = (event: { target: EventTarget }) => {
    if (isRow(event.target)) setWalkedId(event.target.dataset.chatId ?? null);
  };

  return { stopId, onKeyDown, onFocus };
}

function nextIndex(key: string, at: number, length: number): number | undefined {
  if (key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'ArrowDown') return Math.min(length - 1, at + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : undefined;
}
