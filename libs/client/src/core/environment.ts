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

/** A lock that can be lost while it is held, because it is only a lease. */
export interface Held {
  isHeld(): boolean;
  /** Aborted when the loss is noticed. */
  lost: AbortSignal;
}

/** Named locks over all tabs of a browser: Web Locks, or leases where there are none; in Node every lock is free. */
export interface Locks {
  /** Runs `task` while holding the lock; waits for it as long as needed, or until aborted. Absent `held`: it cannot be lost. */
  hold<T>(name: string, task: (held?: Held) => Promise<T>, signal?: AbortSignal): Promise<T>;
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
