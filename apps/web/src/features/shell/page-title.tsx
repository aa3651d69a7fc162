'use client';

import { useChats } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';

const MAX = 99;

/** The tab's title with the number of unread chats before it, as the server counts them. */
export function PageTitle({ page }: { page: string }) {
  const t = useTranslations('app');
  const count = useChats((state) => state.unreadChats);
  const title = t('title', { page });
  return <title>{count > 0 ? t('titleUnread', { count: count > MAX ? `${MAX}+` : `${count}`, title }) : title}</title>;
}

/** The same as a dot on the tab's icon. */
export function IconBadge() {
  const isUnread = useChats((state) => state.unreadChats > 0);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
    if (link) link.href = isUnread ? '/icon-unread.svg' : '/icon.svg';
  }, [isUnread]);
  return null;
}
