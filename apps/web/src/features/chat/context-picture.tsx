import type { ChatContextDto } from '@app/contracts';
import { Package } from 'lucide-react';
import { cx } from '@/ui/cx';

/** Fixed ratio, so that nothing shifts when the picture comes. */
export function ContextPicture({ context, className }: { context: ChatContextDto; className?: string }) {
  return (
    <span className={cx('grid flex-none place-items-center overflow-hidden bg-hover text-quiet', className)}>
      {context.imageUrl ? (
        <img src={context.imageUrl} alt="" loading="lazy" className="size-full object-cover" />
      ) : (
        <Package aria-hidden className="size-2/5 max-h-10" strokeWidth={1.5} />
      )}
    </span>
  );
}
