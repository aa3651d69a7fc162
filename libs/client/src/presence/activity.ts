import type { Limits } from '@app/contracts';
import { type Commands, tell } from '../connection/commands';
import type { Environment } from '../core/environment';
import type { Store } from '../core/store';

export interface Activity {
  start(): void;
  /** A new connection counts as active until told otherwise: a reconnect must not turn idle into online. */
  repeat(): void;
  stop(): void;
}

/** Tells the server when nobody touched this tab for a while. */
export function createActivity(
  { clock, signals }: Pick<Environment, 'clock' | 'signals'>,
  { commands, limits }: { commands: Commands; limits: Store<Limits> },
): Activity {
  let isIdle = false;
  let lastInputAt = 0;
  let cancelTimer = () => {};
  let stopListening = () => {};

  const set = (value: boolean) => {
    if (value === isIdle) return;
    isIdle = value;
    void tell(commands, 'setActivity', { isIdle });
  };

  /** One timer that looks back, instead of one restarted at every movement of the mouse. */
  const check = () => {
    const { presenceIdleMs } = limits.getState();
    const left = lastInputAt + presenceIdleMs - clock.now();
    if (left <= 0) return set(true);
    // Not longer, should the clock have been set back.
    cancelTimer = clock.after(Math.min(left, presenceIdleMs), check);
  };

  const onInput = () => {
    lastInputAt = clock.now();
    if (!isIdle) return;
    set(false);
    check();
  };

  return {
    start() {
      lastInputAt = clock.now();
      stopListening = signals.onInput(onInput);
      check();
    },
    repeat() {
      if (isIdle) void tell(commands, 'setActivity', { isIdle });
    },
    stop() {
      cancelTimer();
      stopListening();
    },
  };
}
