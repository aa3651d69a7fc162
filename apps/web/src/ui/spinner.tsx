import { LoaderCircle } from 'lucide-react';
import { cx } from './cx';

/** Decoration: the thing it stands beside says in words what is going on. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cx('size-4 animate-[turn_0.9s_linear_infinite]', className)} />;
}
