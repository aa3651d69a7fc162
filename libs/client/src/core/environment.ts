import type { Transport } from '../connection/transport';
import type { Clock } from './clock';

/** What the page around us reports. */
export interface HostSignals {
  isOnline(): boolean;
  isVisible(): boolean;
  /** Calls back on online, offline, focus, and visibility changes; returns the function that ends it. */
  onChange(listener: () => void): () => void;
  /** Calls back on every input of the person (key, pointer, wheel). */
  onInput(listener: () => void): () => void;
}

/** Named locks over all tabs of a browser (Web Locks); in one process without them, every lock is free. */
export interface Locks {
  /** Runs `task` while holding the lock; waits for it as long as needed, or until aborted. */
  hold<T>(name: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** A named channel between the tabs of a browser (BroadcastChannel). A tab does not hear itself. */
export interface Channel<T> {
  post(message: T): void;
  close(): void;
}

/** Everything outside this library, injectable. */
export interface Environment {
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  uuid(): string;
  fetch: typeof fetch;
  transport: Transport;
  signals: HostSignals;
  locks: Locks;
  openChannel<T>(name: string, listener: (message: T) => void): Channel<T>;
}
