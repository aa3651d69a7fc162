'use client';

import { useTranslations } from 'next-intl';
import { TicketSkeletonRows } from '@/features/support/ticket-skeleton';
import { useTicketList } from '@/features/support/use-ticket-list';
import { LoadMore } from '@/ui/load-more';
import { QueueNotice } from './queue-notice';
import { QueueRow } from './queue-row';
import { RowCheck } from './row-check';
import type { Selection } from './use-selection';

interface QueueListProps {
  currentId: string | null;
  selection: Selection;
}

export function QueueList({ currentId, selection: { chosen, toggle } }: QueueListProps) {
  const t = useTranslations('desk');
  const { tickets, ids, isLoaded, isLoading, hasMore, error } = useTicketList();

  return (
    <div className="scroll-y flex flex-1 flex-col px-2 pb-3" aria-busy={!isLoaded}>
      {!isLoaded && !error && <TicketSkeletonRows />}
      {isLoaded && (
        <ul aria-label={t('list')} className="grid gap-px">
          {ids.map((id) => (
            <li
              key={id}
              className="flex items-start [contain-intrinsic-block-size:auto_5.5rem] [content-visibility:auto]"
            >
              {chosen && <RowCheck ticketId={id} isChosen={chosen.has(id)} onToggle={toggle} />}
              <div className="min-w-0 flex-1">
                <QueueRow ticketId={id} isCurrent={id === currentId} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {(error || (isLoaded && ids.length === 0)) && <QueueNotice />}
      {isLoaded && hasMore && !error && <LoadMore isLoading={isLoading} onMore={() => void tickets.loadMore()} />}
    </div>
  );
}
