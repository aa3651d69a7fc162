import { Skeleton } from '@/ui/skeleton';

export function BroadcastSkeletonRows() {
  return Array.from({ length: 4 }, (_, index) => (
    <div key={index} className="flex items-start gap-3 px-3 py-3">
      <Skeleton className="size-11 rounded-full" />
      <span className="grid flex-1 gap-2">
        <Skeleton className={index % 2 ? 'h-3.5 w-2/5' : 'h-3.5 w-3/5'} />
        <Skeleton className="h-2.5 w-1/3" />
        <Skeleton className="h-2.5 w-1/2" />
      </span>
      <Skeleton className="h-5 w-12" />
    </div>
  ));
}
