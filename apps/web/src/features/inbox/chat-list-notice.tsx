'use client';

import { useChats, useParley } from '@app/client/react';
import { CheckCheck, MessageCirclePlus, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { isolate } from '@/ui/text';

/** Why the list has nothing to show, and what to do next. */
export function ChatListNotice({ onNewChat }: { onNewChat: () => void }) {
  const t = useTranslations();
  const { chats } = useParley();
  const { view, error } = useChats((state) => ({ view: state.view, error: state.error }));
  const newChat = (
    <Button variant="primary" size="sm" onPress={onNewChat}>
      {t('inbox.new')}
    </Button>
  );

  if (error) {
    return (
      <LoadFailure title={t('inbox.loadError')} onRetry={() => void chats.load()}>
        {t('inbox.loadErrorText')}
      </LoadFailure>
    );
  }
  if (view.query) {
    return (
      <EmptyState
        size="inline"
        role="status"
        icon={Search}
        title={t('inbox.noMatchTitle', { query: isolate(view.query) })}
        action={newChat}
      >
        {t('inbox.noMatchText')}
      </EmptyState>
    );
  }
  if (view.filter === 'unread') {
    return (
      <EmptyState
        size="inline"
        icon={CheckCheck}
        title={t('inbox.emptyUnreadTitle')}
        action={
          <Button size="sm" onPress={() => void chats.setView({ filter: 'all' })}>
            {t('inbox.showAll')}
          </Button>
        }
      >
        {t('inbox.emptyUnreadText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState size="inline" icon={MessageCirclePlus} title={t('inbox.emptyTitle')} action={newChat}>
      {t('inbox.emptyText')}
    </EmptyState>
  );
}
