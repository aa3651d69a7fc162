import type { Fact } from '../connection/transport';
import { backoffMs } from '../core/backoff';
import type { Clock } from '../core/clock';
import { toParleyError } from '../core/error';

export interface ResyncDeps {
  clock: Clock;
  random(): number;
  /** Fetches everything that may have changed while away. Throws on faults. */
  fetchAll(): Promise<void>;
  apply(fact: Fact): void;
  onSynced(): void;
}

/** Join -> buffer -> fetch -> merge: facts that arrive while the state is being fetched are applied after it. */
export interface Resync {
  /** A new connection is ready. */
  begin(): void;
  /** Every fact goes through here. */
  take(fact: Fact): void;
  /** The connection is lost, or all is over. */
  cancel(): void;
}

const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 15_000;

export function createResync({ clock, random, fetchAll, apply, onSynced }: ResyncDeps): Resync {
  let buffer: Fact[] | null = null;
  /** Counts connections; a fetch for an earlier one ends without a say. */
  let generation = 0;
  let cancelRetry = () => {};

  const drain = () => {
    const facts = buffer ?? [];
    buffer = null;
    for (const fact of facts) apply(fact);
  };

  const run = async (attempt: number): Promise<void> => {
    const mine = generation;
    try {
      await fetchAll();
      if (mine !== generation) return;
      drain();
      onSynced();
    } catch (error) {
      const { code, retryAfterMs } = toParleyError(error);
      if (mine !== generation) return;
      // Live again at once, with whatever gaps the facts themselves show; the whole is tried again soon.
      drain();
      const backoff = backoffMs(attempt, RETRY_MIN_MS, RETRY_MAX_MS, random);
      // A busy server gives each of its clients a time of their own; of what is away they all hear the same.
      const waitMs = code === 'BUSY' && retryAfterMs !== null ? retryAfterMs : Math.max(retryAfterMs ?? 0, backoff);
      cancelRetry = clock.after(waitMs, () => void run(attempt + 1));
    }
  };

  return {
    begin() {
      cancelRetry();
      generation += 1;
      buffer ??= [];
      void run(0);
    },
    take(fact) {
      if (buffer) buffer.push(fact);
      else apply(fact);
    },
    cancel() {
      cancelRetry();
      generation += 1;
      drain();
    },
  };
}
