import { backoffMs } from '../core/backoff';
import type { Environment } from '../core/environment';
import { toParleyError } from '../core/error';

/** A proxy that lets no WebSocket through looks like this many failed handshakes in a row. */
const FAILURES_MAX = 3;
const POLL_MS = 4_000;
const HIDDEN_POLL_MS = 30_000;
/** While REST fails as well. */
const RETRY_MIN_MS = 2_000;
const RETRY_MAX_MS = 30_000;

export interface FallbackEvents {
  /** Fetches by REST what facts would have told. Throws while there is no network at all. */
  poll(): Promise<void>;
  /** REST works, or does not any more. */
  changed(isWorking: boolean): void;
}

/** Polling while no WebSocket comes through. */
export interface Fallback {
  /** True while requests go by REST, be it for a first try. */
  isOn(): boolean;
  /** True while REST is known to work. */
  isWorking(): boolean;
  /** A handshake failed without an answer. `weight`: one that was black-holed took as long as several. */
  failed(weight?: number): void;
  /** The page came to the front, or the network came back. */
  hurry(): void;
  /** The socket works, or all is over. */
  end(): void;
}

export function createFallback(
  { clock, random, signals }: Pick<Environment, 'clock' | 'random' | 'signals'>,
  { poll, changed }: FallbackEvents,
): Fallback {
  let failures = 0;
  let isOn = false;
  let isWorking = false;
  let errors = 0;
  /** Counts rounds of polling; a poll of an earlier one ends without a say. */
  let round = 0;
  let cancel = () => {};

  const setWorking = (value: boolean) => {
    if (isWorking === value) return;
    isWorking = value;
    changed(value);
  };

  const run = async (): Promise<void> => {
    const mine = round;
    cancel();
    const isDone = await tryPoll();
    if (mine !== round) return;
    errors = isDone ? 0 : errors + 1;
    setWorking(isDone);
    const pause = signals.isVisible() ? POLL_MS : HIDDEN_POLL_MS;
    cancel = clock.after(isDone ? pause : backoffMs(errors, RETRY_MIN_MS, RETRY_MAX_MS, random), () => void run());
  };

  const tryPoll = async (): Promise<boolean> => {
    if (!signals.isOnline()) return false;
    try {
      await poll();
      return true;
    } catch (error) {
      // Asked to wait: REST comes through.
      return toParleyError(error).code === 'RATE_LIMITED';
    }
  };

  return {
    isOn: () => isOn,
    isWorking: () => isWorking,
    failed(weight = 1) {
      failures += weight;
      if (isOn || failures < FAILURES_MAX) return;
      isOn = true;
      void run();
    },
    hurry() {
      if (!isOn) return;
      round += 1;
      void run();
    },
    end() {
      cancel();
      round += 1;
      failures = 0;
      errors = 0;
      isOn = false;
      isWorking = false;
    },
  };
}
