import type { Limits } from '@app/contracts';
import type { Environment } from '../core/environment';
import type { Store } from '../core/store';

export interface HeadCheck {
  start(): void;
  stop(): void;
}

export interface HeadCheckDeps {
  env: Pick<Environment, 'clock' | 'signals'>;
  limits: Store<Limits>;
  check(): void;
}

/** Notices what no fact told: every now and then, and whenever the person comes back to the tab. */
export function createHeadCheck({ env: { clock, signals }, limits, check }: HeadCheckDeps): HeadCheck {
  let cancelTimer = () => {};
  let stopSignals = () => {};

  const tick = () => {
    cancelTimer();
    cancelTimer = clock.after(limits.getState().headCheckMs, tick);
    if (signals.isOnline() && signals.isVisible()) check();
  };

  return {
    start() {
      stopSignals = signals.onChange(tick);
      cancelTimer = clock.after(limits.getState().headCheckMs, tick);
    },
    stop() {
      cancelTimer();
      stopSignals();
    },
  };
}
