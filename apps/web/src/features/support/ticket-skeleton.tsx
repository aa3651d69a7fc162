import { Skeleton } from '@/ui/skeleton';

/** Rows of a ticket list before they are there: subject, number, tags. */
export function TicketSkeletonRows({ count = 7 }: { count?: number }) {
  return Array.from({ length: count }, (_, index) => (
    <div key={index} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2 px-3 py-3">
      <Skeleton className={index % 2 ? 'h-3.5 w-3/5' : 'h-3.5 w-4/5'} />
      <Skeleton className="h-3 w-14" />
      <Skeleton className="h-2.5 w-2/5" />
      <Skeleton className="h-2.5 w-8 justify-self-end" />
      <span className="col-span-2 flex gap-1.5">
        <Skeleton className="h-5 w-14" />
        <Skeleton className="h-5 w-16" />
      </span>
    </div>
  ));
}
