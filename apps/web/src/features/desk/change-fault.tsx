import { CircleAlert } from 'lucide-react';
import { cx } from '@/ui/cx';

/** Why a change was refused, next to where it was asked for. The region stays, as readers miss those that come with their text. */
export function ChangeFault({ text, className }: { text: string | null; className?: string }) {
  return (
    <div role="alert">
      {text && (
        <p className={cx('flex items-start gap-1.5 pt-2 text-sm text-danger', className)}>
          <CircleAlert aria-hidden className="mt-0.5 size-4 flex-none" />
          {text}
        </p>
      )}
    </div>
  );
}
