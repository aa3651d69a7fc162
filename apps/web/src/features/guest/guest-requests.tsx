'use client';

import { useTicket } from '@app/client/react';
import { LifeBuoy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { HistorySkeleton } from '@/features/chat/chat-skeleton';
import { useTicketList } from '@/features/support/use-ticket-list';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { GuestRequest } from './guest-request';
import { RequestChoice } from './request-choice';

/** The newest request of the guest; when there are several, one of them. */
export function GuestRequests() {
  const t = useTranslations();
  const { tickets, ids, isLoaded, error } = useTicketList();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const ticket = useTicket(chosenId ?? ids[0] ?? '');

  if (error && !isLoaded) {
    return (
      <LoadFailure title={t('support.listError')} onRetry={() => void tickets.load()}>
        {t('support.loadErrorText')}
      </LoadFailure>
    );
  }
  if (!isLoaded) return <HistorySkeleton />;
  if (!ticket) {
    return (
      <EmptyState icon={LifeBuoy} title={t('support.emptyTitle')}>
        {t('guest.none')}
      </EmptyState>
    );
  }
  return (
    <>
      {ids.length > 1 && <RequestChoice ids={ids} value={ticket.id} onChange={setChosenId} />}
      <GuestRequest key={ticket.id} ticket={ticket} onGoTo={setChosenId} />
    </>
  );
}
