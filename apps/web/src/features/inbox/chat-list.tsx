'use client';

import { useChats, useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/ui/button';
import { SkeletonRows } from '@/ui/skeleton';
import { useInView } from '@/ui/use-in-view';
import { ChatListNotice } from './chat-list-notice';
import { ChatRow } from './chat-row';

interface ChatListProps {
  currentId: string | null;
  onNewChat: () => void;
}

export function ChatList({ currentId, onNewChat }: ChatListProps) {
  const t = useTranslations();
  const { chats } = useParley();
  const { ids, isLoaded, isLoading, hasMore, error } = useChats((state) => ({
    ids: state.ids,
    isLoaded: state.isLoaded,
    isLoading: state.isLoading,
    hasMore: state.hasMore,
    error: state.error,
  }));

  useEffect(() => {
    const state = chats.getState();
    if (!state.isLoaded && !state.isLoading) void chats.load();
  }, [chats]);

  const hasRows = ids.length > 0;
  return (
    <div className="scroll-y flex flex-1 flex-col px-2 pb-3" aria-busy={!isLoaded}>
      {!isLoaded && !error && <SkeletonRows />}
      <ul aria-label={t('inbox.list')}>
        {ids.map((id) => (
          <li key={id} className="[contain-intrinsic-block-size:auto_4.5rem] [content-visibility:auto]">
            <ChatRow chatId={id} isCurrent={id === currentId} />
          </li>
        ))}
      </ul>
      {(error || (isLoaded && !hasRows)) && <ChatListNotice onNewChat={onNewChat} />}
      {isLoaded && hasMore && !error && <LoadMore isLoading={isLoading} onMore={() => void chats.loadMore()} />}
    </div>
  );
}

/** Loads by itself when it comes into view; the button is there for everybody else. */
function LoadMore({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const t = useTranslations('app');
  const ref = useInView<HTMLDivElement>(onMore);
  return (
    <div ref={ref} className="grid place-items-center py-2">
      <Button variant="ghost" size="sm" isPending={isLoading} onPress={onMore}>
        {t('loadMore')}
      </Button>
    </div>
  );
}
