import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

interface EmptyStateProps {
  icon: LucideIcon;
  title: ReactNode;
  /** What to do next. */
  children?: ReactNode;
  action?: ReactNode;
  /** `page` fills a pane, `inline` sits inside a list or a card. */
  size?: 'page' | 'inline';
  role?: 'alert' | 'status';
  /** `h1` where it is all there is. */
  heading?: 'h1' | 'h2';
}

/** Empty, not found, forbidden and failed views share one shape: what is so, why, and the way on. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  size = 'page',
  role,
  heading: Heading = 'h2',
}: EmptyStateProps) {
  const isPage = size === 'page';
  return (
    <div
      role={role}
      className={cx(
        'grid justify-items-center text-center text-soft',
        isPage ? 'flex-1 content-center gap-3 bg-canvas p-8' : 'gap-2 px-4 py-8 text-sm',
      )}
    >
      <span
        aria-hidden
        className={cx(
          'grid place-items-center rounded-full bg-accent-soft text-accent-text',
          isPage ? 'size-16' : 'size-11',
        )}
      >
        <Icon className={isPage ? 'size-6' : 'size-5'} strokeWidth={1.75} />
      </span>
      <Heading className={cx('text-ink', isPage ? 'text-lg' : 'text-md')}>{title}</Heading>
      {children && <p className="max-w-96 text-balance">{children}</p>}
      {action}
    </div>
  );
}
