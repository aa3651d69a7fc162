import type { Clock } from './clock';
import { ParleyError } from './error';

/** Between attempts when a fetch failed or answered something older than what is known. */
const AGAIN_MS = [100, 300, 1_000, 3_000];

export interface Refetcher {
  /** Fetches this key soon; asked again while a fetch runs, it fetches once more afterwards. */
  ask(key: string): void;
  stop(): void;
}

/**
 * Single-flight fetches by key. `fetch` answers false when its answer was already outdated; that and passing faults are tried
 * again a few times. After that the next fact, head check or reconnect asks again.
 */
export function createRefetcher(clock: Clock, fetch: (key: string) => Promise<boolean>): Refetcher {
  const running = new Map<string, { isDirty: boolean }>();
  const cancels = new Map<string, () => void>();

  const run = async (key: string, attempt: number): Promise<void> => {
    const entry = { isDirty: false };
    running.set(key, entry);
    const isDone = await tryFetch(key);
    if (running.get(key) !== entry) return;
    running.delete(key);
    if (entry.isDirty && isDone) return run(key, 0);
    const wait = AGAIN_MS[attempt];
    if (isDone || wait === undefined) return;
    cancels.set(
      key,
      clock.after(wait, () => {
        cancels.delete(key);
        void run(key, attempt + 1);
      }),
    );
  };

  const tryFetch = async (key: string): Promise<boolean> => {
    try {
      return await fetch(key);
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      // A final refusal (lost membership, for one) will not change by asking.
      return !error.isRetryable;
    }
  };

  return {
    ask(key) {
      const entry = running.get(key);
      if (entry) {
        entry.isDirty = true;
        return;
      }
      cancels.get(key)?.();
      cancels.delete(key);
      void run(key, 0);
    },
    stop() {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
      running.clear();
    },
  };
}
