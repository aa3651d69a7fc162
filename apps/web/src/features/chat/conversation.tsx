'use client';

import { useMessages, useOpenChat, useParley } from '@app/client/react';
import type { ChatDto, MessageDto } from '@app/contracts';
import { Lock, MessageCircle } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { PageTitle } from '@/features/shell/page-title';
import { Banner } from '@/ui/banner';
import { EmptyState } from '@/ui/empty-state';
import { Pane } from '@/ui/pane';
import { useOnceOpen } from '@/ui/use-once-open';
import { ChatContext, type ChatScope } from './chat-context';
import { ChatHeader } from './chat-header';
import { ChatNotice } from './chat-notice';
import { HistorySkeleton } from './chat-skeleton';
import { Composer } from './composer';
import { ContextPane } from './context-pane';
import { History } from './history';
import { ListingStrip } from './listing-strip';
import { LiveRegion } from './live-region';
import { StatusRow } from './status-row';
import { useChatDetails } from './use-chat-details';
import { useChatFace } from './use-chat-face';
import type { Goal } from './use-goal';
import { useTail } from './use-tail';

const ContextDialog = dynamic(() => import('./context-dialog'), { ssr: false });

interface ConversationProps {
  chat: ChatDto;
  /** Of the page; absent: who the chat is with. */
  title?: string;
  /** Instead of the chat's own header, and of the pane beside it: a ticket brings its own. */
  header?: ReactNode;
  aside?: ReactNode;
}

/** A chat: header, history, composer, and what it is about. */
export function Conversation({ chat, title, header, aside }: ConversationProps) {
  const t = useTranslations();
  const { me } = useParley();
  const store = useOpenChat(chat.id);
  const { items, pending, isLoaded, hasAfter, error } = useMessages(chat.id, (state) => ({
    items: state.items,
    pending: state.pending,
    isLoaded: state.isLoaded,
    hasAfter: state.hasAfter,
    error: state.error,
  }));
  const { name } = useChatFace(chat);
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [replyTo, setReplyTo] = useState<MessageDto | null>(null);
  const [goal, setGoal] = useState<Goal | null>(null);
  const [news, setNews] = useState('');
  const hasMessages = items.length > 0 || pending.length > 0;
  const isShown = isLoaded && hasMessages;
  const tail = useTail({ scroller, isShown, items, meId: me.id });
  const details = useChatDetails();
  const isDialogLoaded = useOnceOpen(details.isDialogOpen);

  const { members } = chat;
  const scope = useMemo<ChatScope>(
    () => ({
      chat,
      me,
      store,
      name,
      nameOf: (userId) => members.find((member) => member.userId === userId)?.user.name ?? t('message.somebody'),
      reply: (message) => {
        setReplyTo(message);
        // The menu gives focus back to its message first.
        requestAnimationFrame(() => field.current?.focus());
      },
      goTo: (seq) => {
        setGoal({ kind: 'seq', seq });
        void store.loadAround(seq);
      },
      announce: setNews,
    }),
    [chat, me, store, name, members, t],
  );

  const goToEnd = useCallback(async () => {
    if (store.getState().hasAfter) await store.jumpToLatest();
    setGoal({ kind: 'end' });
  }, [store]);
  const endReply = useCallback(() => setReplyTo(null), []);
  const endGoal = useCallback(() => setGoal(null), []);

  const isFailed = error !== null && !isLoaded;
  return (
    <ChatContext value={scope}>
      <Pane
        data-screen="detail"
        aria-label={t('chat.with', { name })}
        ground="canvas"
        className="relative flex-1 border-line tablet:border-s"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && event.target !== field.current) field.current?.focus();
        }}
      >
        <PageTitle page={title ?? name} />
        {header === undefined ? (
          <ChatHeader chat={chat} hasDetails={details.isPaneOpen} onDetails={details.toggle} />
        ) : (
          header
        )}
        {chat.context && <ListingStrip context={chat.context} onOpen={details.toggle} />}
        {isFailed && <ChatNotice error={error} onRetry={() => void store.jumpToLatest()} />}
        {!isLoaded && !isFailed && <HistorySkeleton />}
        {isLoaded && !hasMessages && (
          <EmptyState icon={MessageCircle} title={t('chat.emptyTitle', { name })}>
            {t('chat.emptyText')}
          </EmptyState>
        )}
        {isShown && <History scroller={scroller} goal={goal} onGoalReached={endGoal} />}
        <footer className="mx-auto w-full max-w-4xl flex-none px-6 pb-4 max-tablet:px-2 max-tablet:pb-[calc(0.5rem+env(safe-area-inset-bottom))]">
          <StatusRow tail={tail} isAtHead={!hasAfter} onLatest={() => void goToEnd()} />
          {chat.state === 'closed' ? (
            <Banner icon={Lock} tone="quiet">
              {t('chat.closed')}
            </Banner>
          ) : (
            <Composer field={field} replyTo={replyTo} onReplyEnd={endReply} onSent={() => void goToEnd()} />
          )}
        </footer>
        <LiveRegion text={news} />
      </Pane>
      {aside === undefined ? (
        <>
          <ContextPane isOpen={details.isPaneOpen} onClose={details.toggle} />
          {isDialogLoaded && <ContextDialog isOpen={details.isDialogOpen} onClose={details.closeDialog} />}
        </>
      ) : (
        aside
      )}
    </ChatContext>
  );
}
