'use client';

import { useSyncExternalStore } from 'react';

/** To whom an agent writes: the customer, or the staff alone. */
export type ReplyMode = 'reply' | 'note';

const notes = new Set<string>();
const listeners = new Set<() => void>();

/** Stays as it was left while other tickets are open: whoever writes notes goes on writing notes. */
export function setReplyMode(ticketId: string, mode: ReplyMode): void {
  if (mode === 'note') notes.add(ticketId);
  else notes.delete(ticketId);
  for (const listener of listeners) listener();
}

export function useReplyMode(ticketId: string): ReplyMode {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (notes.has(ticketId) ? 'note' : 'reply'),
    () => 'reply',
  );
}

/** Where each of the two is written. */
const FIELD: Record<ReplyMode, string> = { reply: 'composer', note: 'note-composer' };

/** Turns to the field, as soon as it is there. */
export function startWriting(ticketId: string, mode: ReplyMode): void {
  setReplyMode(ticketId, mode);
  requestAnimationFrame(() => {
    const field = document.getElementById(FIELD[mode]);
    field?.focus();
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  });
}
