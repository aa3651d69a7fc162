'use client';

import { useChats, useParley } from '@app/client/react';
import type { ChatFilter } from '@app/contracts';
import {
  Archive,
  CheckCheck,
  Headset,
  type LucideIcon,
  MessageCircleHeart,
  MessageCirclePlus,
  Search,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { LoadFailure } from '@/ui/load-failure';
import { isolate } from '@/ui/text';

const EMPTY = {
  unread: { icon: CheckCheck, title: 'emptyUnreadTitle', text: 'emptyUnreadText' },
  awaitingReply: { icon: MessageCircleHeart, title: 'emptyAwaitingReplyTitle', text: 'emptyAwaitingReplyText' },
  archived: { icon: Archive, title: 'emptyArchivedTitle', text: 'emptyArchivedText' },
  support: { icon: Headset, title: 'emptySupportTitle', text: 'emptySupportText' },
} as const satisfies Record<Exclude<ChatFilter, 'all'>, { icon: LucideIcon; title: string; text: string }>;

/** Why the list has nothing to show, and what to do next. */
export default function ChatListNotice({ onNewChat }: { onNewChat: () => void }) {
  const t = useTranslations('inbox');
  const { chats } = useParley();
  const { view, error } = useChats((state) => ({ view: state.view, error: state.error }));
  const newChat = (
    <Button variant="primary" size="sm" onPress={onNewChat}>
      {t('new')}
    </Button>
  );

  if (error) {
    return (
      <LoadFailure title={t('loadError')} onRetry={() => void chats.load()}>
        {t('loadErrorText')}
      </LoadFailure>
    );
  }
  if (view.query) {
    return (
      <EmptyState
        size="inline"
        role="status"
        icon={Search}
        title={t('noMatchTitle', { query: isolate(view.query) })}
        action={newChat}
      >
        {t('noMatchText')}
      </EmptyState>
    );
  }
  if (view.filter !== 'all') {
    const { icon, title, text } = EMPTY[view.filter];
    return (
      <EmptyState
        size="inline"
        icon={icon}
        title={t(title)}
        action={
          <Button size="sm" onPress={() => void chats.setView({ filter: 'all' })}>
            {t('showAll')}
          </Button>
        }
      >
        {t(text)}
      </EmptyState>
    );
  }
  return (
    <EmptyState size="inline" icon={MessageCirclePlus} title={t('emptyTitle')} action={newChat}>
      {t('emptyText')}
    </EmptyState>
  );
}
