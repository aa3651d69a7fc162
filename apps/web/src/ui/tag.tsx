import type { ReactNode } from 'react';
import { cx } from './cx';

export type Tone = 'neutral' | 'accent' | 'support' | 'warn' | 'danger' | 'success';

const TONE: Record<Tone, string> = {
  neutral: 'bg-hover text-soft',
  accent: 'bg-accent-soft text-accent-text',
  support: 'bg-support-soft text-support',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
  success: 'bg-success-soft text-success',
};

/** A small word with a ground; the word carries the meaning, the colour only helps. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        'edge inline-flex min-h-5.5 items-center gap-1 rounded-xs px-2 text-xs font-name whitespace-nowrap',
        TONE[tone],
      )}
    >
      {children}
    </span>
  );
}
