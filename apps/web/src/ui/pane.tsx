import type { ComponentProps } from 'react';
import { cx } from './cx';

interface PaneProps extends ComponentProps<'section'> {
  /** `surface` is what is read and chosen from; `canvas` lies under bubbles and cards. */
  ground?: 'surface' | 'canvas';
}

/** One column of the app. F6 walks over the elements with `data-pane`. */
export function Pane({ className, ground = 'surface', ...props }: PaneProps) {
  return (
    <section
      data-pane
      tabIndex={-1}
      {...props}
      className={cx(
        'flex min-h-0 min-w-0 flex-col outline-none',
        ground === 'surface' ? 'bg-surface' : 'bg-canvas',
        className,
      )}
    />
  );
}

/** All pane headers share one height, so that their hairlines meet. */
export function PaneBar({ className, ...props }: ComponentProps<'header'>) {
  return (
    <header
      {...props}
      className={cx(
        'flex min-h-(--bar) flex-none items-center gap-2 border-b border-line bg-surface ps-4 pe-3',
        className,
      )}
    />
  );
}
