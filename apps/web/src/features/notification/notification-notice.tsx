'use client';

import { useBell, useParley } from '@app/client/react';
import { Bell, CheckCheck } from 'lucide-react';
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
