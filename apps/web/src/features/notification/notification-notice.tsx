'use client';

import { useBell, useParley } from '@app/client/react';
import { Bell, CheckCheck, CloudOff, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

/** Why there are no rows, and what to do next. */
export function NotificationNotice() {
  const t = useTranslations('notification');
  const app = useTranslations('app');
  const { bell } = useParley();
  const { filter, error } = useBell((state) => ({ filter: state.filter, error: state.error }));

  if (error) {
    return (
      <EmptyState
        size="inline"
        role="alert"
        icon={CloudOff}
        title={t('loadError')}
        action={
          <Button size="sm" onPress={() => void bell.open()}>
            <RotateCw aria-hidden className="size-4" />
            {app('retry')}
          </Button>
        }
      >
        {t('loadErrorText')}
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
