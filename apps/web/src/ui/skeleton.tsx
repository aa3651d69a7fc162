import { cx } from './cx';

/** A grey bar in the size of what will stand there, so that nothing shifts. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block rounded-xs bg-hover', className ?? 'h-3 w-full')} />;
}

/** Rows of a list before they are there: avatar, name, two lines. */
export function SkeletonRows({ count = 8 }: { count?: number }) {
  return Array.from({ length: count }, (_, index) => (
    <div key={index} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-2 py-2.5">
      <Skeleton className="size-11 rounded-full" />
      <span className="grid gap-2">
        <Skeleton className={cx('h-3', index % 2 ? 'w-2/5' : 'w-1/2')} />
        <Skeleton className={cx('h-2.5', index % 3 ? 'w-1/3' : 'w-2/5')} />
        <Skeleton className={cx('h-2.5', index % 2 ? 'w-4/5' : 'w-3/5')} />
      </span>
      <Skeleton className="h-3 w-8 self-start" />
    </div>
  ));
}
