import { cx } from './cx';

interface BadgeProps {
  count: number;
  /** Above it the badge says "99+". */
  max?: number;
  /** What readers hear instead of the bare number. */
  label: string;
  tone?: 'accent' | 'mute';
  className?: string;
}

/** Nothing at zero. */
export function Badge({ count, max = 99, label, tone = 'accent', className }: BadgeProps) {
  if (count <= 0) return null;
  return (
    <span
      className={cx(
        'edge tabular inline-grid h-5 min-w-5 place-items-center rounded-full px-1.5 text-2xs font-bold leading-none',
        tone === 'accent' ? 'bg-accent text-on-accent' : 'bg-hover text-soft',
        className,
      )}
    >
      <span aria-hidden>{count > max ? `${max}+` : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
