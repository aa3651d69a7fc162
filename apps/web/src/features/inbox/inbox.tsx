import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ChatListPane } from './chat-list-pane';

/** The chat list beside what is open; on a phone one of them at a time. */
export function Inbox({ children }: { children: ReactNode }) {
  const t = useTranslations('inbox');
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <ChatListPane />
      {children}
    </>
  );
}
