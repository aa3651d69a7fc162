import { cx } from '@/ui/cx';

/** Two columns: what it is about, and when. The open ticket stands on plum, the colour of the house. */
export const ticketRowStyle = cx(
  'group ease grid min-h-[5.5rem] grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-3 gap-y-[0.1875rem] rounded-md px-3 py-[0.6875rem] text-inherit no-underline transition-colors',
  'hover:bg-hover aria-[current=page]:bg-support-soft max-tablet:aria-[current=page]:not-hover:bg-transparent',
);
