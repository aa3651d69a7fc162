import type { Limits } from '@app/contracts';
import { type Commands, tell } from '../connection/commands';
import type { Clock } from '../core/clock';
import type { Store } from '../core/store';

export interface TypingSender {
  set(isTyping: boolean): void;
}

/** The sender's typing rules: at most one start per resend time, a stop after idle time without input, on clear, blur and send. */
export function createTypingSender(
  chatId: string,
  { commands, clock, limits }: { commands: Commands; clock: Clock; limits: Store<Limits> },
): TypingSender {
  let isTyping = false;
  let mayResend = true;
  let cancelIdle = () => {};

  const emit = (value: boolean) => void tell(commands, 'typing', { chatId, isTyping: value });

  const stop = () => {
    cancelIdle();
    if (isTyping) emit(false);
    isTyping = false;
    mayResend = true;
  };

  const start = () => {
    const { typingIdleMs, typingResendMs } = limits.getState();
    cancelIdle();
    cancelIdle = clock.after(typingIdleMs, stop);
    if (isTyping && !mayResend) return;
    isTyping = true;
    mayResend = false;
    clock.after(typingResendMs, () => {
      mayResend = true;
    });
    emit(true);
  };

  return { set: (value) => (value ? start() : stop()) };
}
