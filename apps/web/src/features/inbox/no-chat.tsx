'use client';

import { useChats } from '@app/client/react';
import { MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

/** What stands beside the list while no chat is open. */
export function NoChat() {
  const t = useTranslations('inbox');
  const { unreadChats, oldestUnread } = useChats((state) => ({
    unreadChats: state.unreadChats,
    oldestUnread: state.ids.findLast((id) => (state.byId[id]?.unread ?? 0) > 0),
  }));
  return (
    <section aria-label={t('choose')} className="flex min-w-0 flex-1 border-s border-line max-tablet:hidden">
      <PageTitle page={t('title')} />
      <EmptyState
        icon={MessageCircle}
        title={t('choose')}
        action={oldestUnread && <ButtonLink href={`/chats/${oldestUnread}`}>{t('openOldest')}</ButtonLink>}
      >
        {t('chooseText', { count: unreadChats })}
      </EmptyState>
    </section>
  );
}
