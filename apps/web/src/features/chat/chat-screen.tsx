'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { lazyPart } from '@/ui/lazy-part';
import { ChatSkeleton } from './chat-skeleton';
import { Conversation } from './conversation';
import { useKnownChat } from './use-known-chat';

const ChatNotice = lazyPart(() => import('./chat-notice'));

/** A chat by its address: the conversation, or why it is not shown. */
export function ChatScreen({ chatId }: { chatId: string }) {
  const t = useTranslations('inbox');
  const { chat, error, retry } = useKnownChat(chatId);
  const wanted = Number(useSearchParams().get('at'));
  const at = Number.isSafeInteger(wanted) && wanted > 0 ? wanted : null;
  if (chat) return <Conversation chat={chat} at={at} />;
  return (
    <section
      data-screen="detail"
      aria-label={t('title')}
      aria-busy={!error}
      className="flex min-w-0 flex-1 flex-col border-line bg-canvas tablet:border-s"
    >
      <PageTitle page={t('title')} />
      {error ? <ChatNotice error={error} onRetry={retry} /> : <ChatSkeleton />}
    </section>
  );
}
