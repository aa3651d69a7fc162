import type { Held, Locks } from '../core/environment';
import { createStore, readSide } from '../core/store';
import type { LeaderState, LeaderStore } from './leader';

export interface Leader extends LeaderStore {
  /** Asked right before acting: a tab that slept may have lost the lead without hearing of it yet. */
  isLeader(): boolean;
  start(): void;
  /** Goes to the end of the line. Alone in it, leads again at once. */
  yield(): void;
  stop(): void;
}

/** Stands in line for the lead from `start` on. */
export function createLeader(locks: Locks, userId: string): Leader {
  const store = createStore<LeaderState>({ isLeader: false });
  let standing: AbortController | null = null;
  let current: Held | undefined;

  const set = (isLeader: boolean) => {
    if (store.getState().isLeader !== isLeader) store.setState({ isLeader });
  };

  const lead = async (held: Held | undefined, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return;
    current = held;
    set(true);
    await new Promise<void>((resolve) => {
      for (const end of [signal, held?.lost]) end?.addEventListener('abort', () => resolve(), { once: true });
    });
    // Stopped and started again meanwhile, as React does in strict mode: the new standing has its own say.
    if (!signal.aborted) set(false);
  };

  const stand = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await locks.hold(`parley-leader:${userId}`, (held) => lead(held, signal), signal);
      } catch {
        // Stopped while waiting for the lock; or locks that fail (blocked storage): better two that send than none.
        await lead(undefined, signal);
      }
    }
  };

  const begin = () => {
    standing = new AbortController();
    void stand(standing.signal);
  };

  const end = () => {
    standing?.abort();
    standing = null;
    set(false);
  };

  return {
    ...readSide(store),
    isLeader: () => store.getState().isLeader && (current?.isHeld() ?? true),
    start() {
      if (!standing) begin();
    },
    yield() {
      if (!standing) return;
      end();
      begin();
    },
    stop: end,
  };
}
