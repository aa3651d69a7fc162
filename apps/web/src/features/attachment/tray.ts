import { useSyncExternalStore } from 'react';

/** A file that was picked and is not sent yet. */
export interface Picked {
  key: string;
  file: File;
  isImage: boolean;
  width: number | null;
  height: number | null;
}

/** A file that cannot be sent, and why. */
export interface RefusedFile {
  key: string;
  name: string;
  reason: 'type' | 'size' | 'empty' | 'count' | 'unreadable' | 'offline';
}

export interface Tray {
  items: readonly Picked[];
  refused: readonly RefusedFile[];
  /** Files are being looked at. */
  isBusy: boolean;
}

const EMPTY: Tray = { items: [], refused: [], isBusy: false };
const trays = new Map<string, Tray>();
const listeners = new Set<() => void>();

/** What was picked in a chat. It waits while other chats are open, and ends with the page. */
export function trayOf(chatId: string): Tray {
  return trays.get(chatId) ?? EMPTY;
}

export function setTray(chatId: string, part: Partial<Tray>): void {
  trays.set(chatId, { ...trayOf(chatId), ...part });
  for (const listener of listeners) listener();
}

export function useTray(chatId: string): Tray {
  return useSyncExternalStore(
    listen,
    () => trayOf(chatId),
    () => EMPTY,
  );
}

export function clearTray(chatId: string): void {
  setTray(chatId, EMPTY);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
