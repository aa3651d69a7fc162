'use client';

import { useChats, useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect } from 'react';
import { lazyPart } from '@/ui/lazy-part';
import { LoadMore } from '@/ui/load-more';
import { SkeletonRows } from '@/ui/skeleton';
import { useOnceOpen } from '@/ui/use-once-open';
import { ChatRow } from './chat-row';
import { useListRoving } from './use-list-roving';
import { useRowMenu } from './use-row-menu';

const ChatListNotice = lazyPart(() => import('./chat-list-notice'));
const ChatMenu = lazyPart(() => import('./chat-menu'));

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

  const { stopId, ...roving } = useListRoving(ids, currentId);
  const { target, open, close, handlers } = useRowMenu();
  const isMenuLoaded = useOnceOpen(target !== null);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    handlers.onKeyDown(event);
    if (!event.defaultPrevented) roving.onKeyDown(event);
  };

  const hasRows = ids.length > 0;
  return (
    <div className="scroll-y flex flex-1 flex-col px-2 pb-3" aria-busy={!isLoaded}>
      {!isLoaded && !error && <SkeletonRows />}
      {/* The rows and their buttons are the controls; what happens on them is heard here, once for all. */}
      <ul aria-label={t('inbox.list')} {...roving} {...handlers} onKeyDown={onKeyDown}>
        {ids.map((id) => (
          <li key={id} className="[contain-intrinsic-block-size:auto_4.5rem] [content-visibility:auto]">
            <ChatRow chatId={id} isCurrent={id === currentId} isStop={id === stopId} onMenu={open} />
          </li>
        ))}
      </ul>
      {(error || (isLoaded && !hasRows)) && <ChatListNotice onNewChat={onNewChat} />}
      {isLoaded && hasMore && !error && <LoadMore isLoading={isLoading} onMore={() => void chats.loadMore()} />}
      {isMenuLoaded && <ChatMenu target={target} onClose={close} />}
    </div>
  );
}
