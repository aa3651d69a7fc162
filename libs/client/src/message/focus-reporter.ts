import type { Limits } from '@app/contracts';
import { type Commands, tell } from '../connection/commands';
import type { Clock } from '../core/clock';
import type { Store } from '../core/store';

export interface FocusReporter {
  open(): void;
  close(): void;
  setFocused(isFocused: boolean): void;
  /** A new connection knows nothing of what is open. */
  repeat(): void;
}

/** Tells the server which chat is on screen, and repeats it while focused: a tab that died must not keep the bell silent. */
export function createFocusReporter(
  chatId: string,
  { commands, clock, limits }: { commands: Commands; clock: Clock; limits: Store<Limits> },
): FocusReporter {
  let isOpen = false;
  let isFocused = false;
  let cancelBeat = () => {};

  const report = () => {
    cancelBeat();
    if (!isOpen) return;
    void tell(commands, 'openChat', { chatId, isFocused });
    if (isFocused) cancelBeat = clock.after(limits.getState().focusHeartbeatMs, report);
  };

  return {
    repeat: report,
    open() {
      isOpen = true;
      report();
    },
    close() {
      cancelBeat();
      isOpen = false;
      isFocused = false;
      void tell(commands, 'closeChat', { chatId });
    },
    setFocused(value) {
      if (value === isFocused) return;
      isFocused = value;
      report();
    },
  };
}
