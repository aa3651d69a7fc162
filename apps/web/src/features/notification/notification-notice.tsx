'use client';

import { useBell, useParley } from '@app/client/react';
import { Archive, Bell, CheckCheck, Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';

/** Why there are no rows, and what to do next. */
export function NotificationNotice() {
  const t = useTranslations('notification');
  const { bell } = useParley();
  const { filter, error } = useBell((state) => ({ filter: state.filter, error: state.error }));

  if (error) {
    return (
      <LoadFailure title={t('loadError')} onRetry={() => void bell.open()}>
        {t('loadErrorText')}
      </LoadFailure>
    );
  }
  if (filter === 'snoozed' || filter === 'archived') {
    return (
      <EmptyState size="inline" icon={filter === 'archived' ? Archive : Clock3} title={t(`empty.${filter}.title`)}>
        {t(`empty.${filter}.text`)}
      </EmptyState>
    );
  }
  if (filter === 'unread') {
    return (
      <EmptyState
        size="inline"
        icon={CheckCheck}
        title={t('emptyUnreadTitle')}
        action={
          <Button size="sm" onPress={() => void bell.setFilter('all')}>
            {t('showAll')}
          </Button>
        }
      >
        {t('emptyUnreadText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState size="inline" icon={Bell} title={t('emptyTitle')}>
      {t('emptyText')}
    </EmptyState>
  );
}
