'use client';

import type { SupportTicketDto } from '@app/contracts';
import { StateTag } from '@/features/support/ticket-tag';
import { Link } from '@/ui/link';

/** Another ticket, in one row. */
export function TicketLine({ ticket, onLeave }: { ticket: SupportTicketDto; onLeave?: () => void }) {
  return (
    <Link
      href={`/desk/${ticket.id}`}
      onClick={onLeave}
      className="ease -mx-2 flex items-center gap-3 rounded-sm px-2 py-1.5 text-sm text-inherit no-underline transition-colors hover:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span dir="auto" className="one-line block font-medium">
          {ticket.subject}
        </span>
        <bdi className="tabular text-xs text-quiet">#{ticket.number}</bdi>
      </span>
      <StateTag state={ticket.state} />
    </Link>
  );
}
