'use client';

import { useTicket } from '@app/client/react';
import { LifeBuoy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { HistorySkeleton } from '@/features/chat/chat-skeleton';
import { useTicketList } from '@/features/support/use-ticket-list';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { lazyPart } from '@/ui/lazy-part';
import { LoadFailure } from '@/ui/load-failure';
import { GuestRequest } from './guest-request';
import { RequestChoice } from './request-choice';

const GuestNewRequest = lazyPart(() => import('./guest-new-request'));

/** The newest request of the guest; when there are several, one of them; or the form for one more. */
export function GuestRequests() {
  const t = useTranslations();
  const { tickets, ids, isLoaded, error } = useTicketList();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const ticket = useTicket(chosenId ?? ids[0] ?? '');
  const show = useCallback((ticketId: string) => {
    setChosenId(ticketId);
    setIsAsking(false);
  }, []);

  if (error && !isLoaded) {
    return (
      <LoadFailure title={t('support.listError')} onRetry={() => void tickets.load()}>
        {t('support.loadErrorText')}
      </LoadFailure>
    );
  }
  if (!isLoaded) return <HistorySkeleton />;
  if (isAsking) return <GuestNewRequest onSent={show} onCancel={() => setIsAsking(false)} />;
  if (!ticket) {
    return (
      <EmptyState
        icon={LifeBuoy}
        title={t('support.emptyTitle')}
        action={<Button onPress={() => setIsAsking(true)}>{t('support.new')}</Button>}
      >
        {t('guest.none')}
      </EmptyState>
    );
  }
  return (
    <>
      {ids.length > 1 && <RequestChoice ids={ids} value={ticket.id} onChange={show} />}
      <GuestRequest key={ticket.id} ticket={ticket} onGoTo={show} onNew={() => setIsAsking(true)} />
    </>
  );
}
