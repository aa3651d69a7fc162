import type { ComponentProps } from 'react';
import { cx } from './cx';

export function Card({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className={cx(
        'edge rounded-lg bg-surface shadow-[0_0_0_1px_var(--line),var(--shadow-1)] [--ground:var(--surface)]',
        className,
      )}
    />
  );
}
