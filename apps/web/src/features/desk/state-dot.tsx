import type { TicketState } from '@app/contracts';
import { cx } from '@/ui/cx';

const COLOUR: Record<TicketState, string> = {
  new: 'bg-accent-text',
  open: 'bg-support',
  pending: 'bg-away',
  on_hold: 'bg-away',
  solved: 'bg-success',
  closed: 'bg-control',
};

/** Decoration beside the written state. */
export function StateDot({ state }: { state: TicketState }) {
  return <span aria-hidden className={cx('size-2 flex-none rounded-[2px]', COLOUR[state])} />;
}
