'use client';

import { useSyncExternalStore } from 'react';

/** Something that happened away from where the person looks: said once, at the foot of the page. */
export interface Notice {
  text: string;
  /** A second, quieter line. */
  detail?: string;
  /** `lasting` stays until it is dismissed, for what the person must not miss. */
  kind?: 'passing' | 'lasting' | 'failure';
  onUndo?: () => void;
}

let current: Notice | null = null;
const listeners = new Set<() => void>();

function set(notice: Notice | null): void {
  current = notice;
  for (const listener of listeners) listener();
}

/** Takes the place of the one before. */
export function showNotice(notice: Notice): void {
  set(notice);
}

/** Ends this notice, or whichever is shown. */
export function endNotice(notice?: Notice): void {
  if (!notice || notice === current) set(null);
}

export function useNotice(): Notice | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
    () => null,
  );
}
