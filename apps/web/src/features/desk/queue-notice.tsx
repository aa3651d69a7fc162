'use client';

import { NO_TICKET_FILTER } from '@app/client';
import { useParley, useTickets } from '@app/client/react';
import { Inbox, ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { countFilters } from './queue-filter';

/** Why the queue has nothing to show, and what to do next. */
export function QueueNotice() {
  const t = useTranslations('desk');
  const support = useTranslations('support');
  const { tickets } = useParley();
  const { view, error } = useTickets((state) => ({ view: state.view, error: state.error }));

  if (error) {
    return (
      <LoadFailure title={t('loadError')} onRetry={() => void tickets.load()}>
        {support('loadErrorText')}
      </LoadFailure>
    );
  }
  if (countFilters(view) > 0) {
    return (
      <EmptyState
        size="inline"
        icon={ListFilter}
        title={t('emptyFilter')}
        action={
          <Button size="sm" onPress={() => void tickets.setView(NO_TICKET_FILTER)}>
            {t('noFilter')}
          </Button>
        }
      >
        {t('emptyFilterText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      size="inline"
      icon={Inbox}
      title={t(`empty.${view.view}`)}
      action={
        view.view === 'mine' ? (
          <Button size="sm" onPress={() => void tickets.setView({ view: 'unassigned' })}>
            {t('showUnassigned')}
          </Button>
        ) : undefined
      }
    >
      {t(`emptyText.${view.view}`)}
    </EmptyState>
  );
}
