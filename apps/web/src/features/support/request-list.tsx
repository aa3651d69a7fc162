'use client';

import { LifeBuoy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { LoadMore } from '@/ui/load-more';
import { RequestRow } from './request-row';
import { TicketSkeletonRows } from './ticket-skeleton';
import { useTicketList } from './use-ticket-list';

export function RequestList({ currentId }: { currentId: string | null }) {
  const t = useTranslations('support');
  const { tickets, ids, isLoaded, isLoading, hasMore, error } = useTicketList();

  return (
    <div className="scroll-y flex flex-1 flex-col px-2 pb-3" aria-busy={!isLoaded}>
      {!isLoaded && !error && <TicketSkeletonRows count={5} />}
      {isLoaded && (
        <ul aria-label={t('list')}>
          {ids.map((id) => (
            <li key={id}>
              <RequestRow ticketId={id} isCurrent={id === currentId} />
            </li>
          ))}
        </ul>
      )}
      {isLoaded && !error && ids.length === 0 && (
        <EmptyState
          size="inline"
          icon={LifeBuoy}
          title={t('emptyTitle')}
          action={
            <ButtonLink href="/support/new" variant="primary" size="sm">
              {t('new')}
            </ButtonLink>
          }
        >
          {t('emptyText')}
        </EmptyState>
      )}
      {error && (
        <LoadFailure title={t('listError')} onRetry={() => void tickets.load()}>
          {t('loadErrorText')}
        </LoadFailure>
      )}
      {isLoaded && hasMore && !error && <LoadMore isLoading={isLoading} onMore={() => void tickets.loadMore()} />}
    </div>
  );
}
