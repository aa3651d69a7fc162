'use client';

import { useFormatter } from 'next-intl';

export interface ClockText {
  /** 0:24 */
  clock: (ms: number) => string;
  /** 24 seconds; 1 minute, 5 seconds */
  spoken: (ms: number) => string;
}

/** Lengths as they are written and as they are read out. Whole seconds, and what can be heard is at least one. */
export function useClockText(): ClockText {
  const format = useFormatter();
  const unit = (value: number, name: 'minute' | 'second') =>
    format.number(value, { style: 'unit', unit: name, unitDisplay: 'long' });
  return {
    clock(ms) {
      const seconds = Math.floor(ms / 1_000);
      const two = { minimumIntegerDigits: 2 };
      return `${format.number(Math.floor(seconds / 60))}:${format.number(seconds % 60, two)}`;
    },
    spoken(ms) {
      const seconds = Math.floor(ms / 1_000);
      const minutes = Math.floor(seconds / 60);
      const rest = seconds % 60;
      const parts = [minutes > 0 && unit(minutes, 'minute'), (rest > 0 || minutes === 0) && unit(rest, 'second')];
      return format.list(
        parts.filter((part) => part !== false),
        { type: 'unit' },
      );
    },
  };
}
