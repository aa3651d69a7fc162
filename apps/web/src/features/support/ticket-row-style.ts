import { cx } from '@/ui/cx';

/** Two columns: what it is about, and when. The open ticket stands on plum, the colour of the house. */
export const ticketRowStyle = cx(
  'group ease grid min-h-[5.5rem] grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-3 gap-y-[0.1875rem] rounded-md px-3 py-[0.6875rem] text-inherit no-underline transition-colors',
  'hover:bg-hover aria-[current=page]:bg-support-soft max-tablet:aria-[current=page]:not-hover:bg-transparent',
);

/** Tags of the open ticket stand on white, or plum and grey would melt into its ground. */
export const tagRowStyle =
  'mt-0.5 flex flex-wrap items-center gap-1.5 group-aria-[current=page]:[--support-soft:var(--surface)] group-aria-[current=page]:[--surface-hover:var(--surface)]';
