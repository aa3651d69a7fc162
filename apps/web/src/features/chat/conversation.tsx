'use client';

import { useMessages, useOpenChat, useParley } from '@app/client/react';
import { type ChatDto, type MessageDto, toQuote } from '@app/contracts';
import { Lock, MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { pickFiles } from '@/features/attachment/pick-files';
import { useFileDrop } from '@/features/attachment/use-file-drop';
import { PageTitle } from '@/features/shell/page-title';
import { Banner } from '@/ui/banner';
import { cx } from '@/ui/cx';
import { EmptyState } from '@/ui/empty-state';
import { lazyPart } from '@/ui/lazy-part';
import { Pane } from '@/ui/pane';
import { useOnceOpen } from '@/ui/use-once-open';
import { ChatContext, type ChatScope, type MessageTask } from './chat-context';
import { ChatHeader } from './chat-header';
import { HistorySkeleton } from './chat-skeleton';
import { Composer } from './composer';
import { ContextPane } from './context-pane';
import { History } from './history';
import { ListingStrip } from './listing-strip';
import { LiveRegion } from './live-region';
import { MessageTasks } from './message-tasks';
import { StatusRow } from './status-row';
import type { SideRow } from './timeline';
import { useChatDetails } from './use-chat-details';
import { useChatFace } from './use-chat-face';
import type { Goal } from './use-goal';
import { useTail } from './use-tail';

const BlockedNotice = lazyPart(() => import('@/features/block/blocked-notice'));
const DropTarget = lazyPart(() => import('@/features/attachment/drop-target'));
const ChatNotice = lazyPart(() => import('./chat-notice'));
const SearchPanel = lazyPart(() => import('./search-panel'));
const ContextDialog = lazyPart(() => import('./context-dialog'));

export interface ConversationProps {
  chat: ChatDto;
  /** Of the page; absent: who the chat is with. */
  title?: string;
  /** Instead of the chat's own header, and of the pane beside it: a ticket brings its own. */
  header?: ReactNode;
  aside?: ReactNode;
  /** Around the message box: what a ticket offers there besides. */
  frame?: (composer: ReactNode) => ReactNode;
  sides?: readonly SideRow[];
  /** What is written after the end opens another ticket. */
  mayFollowUp?: boolean;
  /** A message to show first, such as one that was found. */
  at?: number | null;
  /** For keys that are pressed in what belongs to the chat and stands outside of it. */
  keys?: Ref<ChatKeys>;
}

/** What keys do everywhere in a chat: Escape leads to where one writes, Ctrl+Shift+F searches. */
export type ChatKeys = (event: KeyboardEvent) => void;

/** A chat: header, history, composer, and what it is about. */
export function Conversation({
  chat,
  title,
  header,
  aside,
  frame = bare,
  sides,
  mayFollowUp,
  at = null,
  keys,
}: ConversationProps) {
  const t = useTranslations();
  const { me, drafts, limits } = useParley();
  const store = useOpenChat(chat.id);
  const { items, pending, isLoaded, hasAfter, firstUnreadSeq, error } = useMessages(chat.id, (state) => ({
    items: state.items,
    pending: state.pending,
    isLoaded: state.isLoaded,
    hasAfter: state.hasAfter,
    firstUnreadSeq: state.firstUnreadSeq,
    error: state.error,
  }));
  const { name, other } = useChatFace(chat);
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const foot = useRef<HTMLElement>(null);
  const [editing, setEditing] = useState<MessageDto | null>(null);
  const [task, setTask] = useState<MessageTask | null>(null);
  const [isSearching, setIsSearching] = useState(false);
  const isSearchLoaded = useOnceOpen(isSearching);
  const [isUnreadVisited, setIsUnreadVisited] = useState(false);
  const [goal, setGoal] = useState<Goal | null>(null);
  const [news, setNews] = useState('');
  const hasMessages = items.length > 0 || pending.length > 0;
  const isShown = isLoaded && hasMessages;
  const tail = useTail({ scroller, isShown, items, firstUnreadSeq, meId: me.id });
  const details = useChatDetails();
  const isDialogLoaded = useOnceOpen(details.isDialogOpen);

  const { members } = chat;
  // The menu gives focus back to its message first.
  const focusField = useCallback(() => requestAnimationFrame(() => field.current?.focus()), []);
  const goToEnd = useCallback(async () => {
    if (store.getState().hasAfter) await store.jumpToLatest();
    setGoal({ kind: 'end' });
  }, [store]);
  const scope = useMemo<ChatScope>(
    () => ({
      chat,
      me,
      store,
      name,
      nameOf: (userId) => members.find((member) => member.userId === userId)?.user.name ?? t('message.somebody'),
      reply: (message) => {
        setEditing(null);
        drafts.set(store.chatId, { text: drafts.get(store.chatId)?.text ?? '', replyTo: toQuote(message) });
        focusField();
      },
      edit: (message) => {
        setEditing(message);
        focusField();
      },
      start: setTask,
      goTo: (seq) => {
        setGoal({ kind: 'seq', seq });
        void store.loadAround(seq);
      },
      goToEnd: () => void goToEnd(),
      announce: setNews,
    }),
    [chat, me, store, drafts, name, members, focusField, goToEnd, t],
  );

  const goToFirstUnread = () => {
    if (firstUnreadSeq === null) return;
    setIsUnreadVisited(true);
    setGoal({ kind: 'unread' });
    void store.loadAround(firstUnreadSeq);
  };
  const endEdit = useCallback(() => setEditing(null), []);
  const endTask = useCallback(() => setTask(null), []);
  const endGoal = useCallback(() => setGoal(null), []);

  const { goTo } = scope;
  const reachedAt = useRef<number | null>(null);
  useEffect(() => {
    if (at === null || !isLoaded || reachedAt.current === at) return;
    reachedAt.current = at;
    goTo(at);
  }, [at, isLoaded, goTo]);

  const isClosed = chat.state === 'closed' && !mayFollowUp;
  const mayWrite = !isClosed && !chat.isBlocked;
  const drop = useFileDrop(mayWrite ? (files) => void pickFiles(chat.id, files, limits.getState()) : null);

  const handleKey: ChatKeys = (event) => {
    // A ticket may have the field for notes there.
    const writing = foot.current?.querySelector('textarea');
    if (event.key === 'Escape' && event.target !== writing) writing?.focus();
    if (event.key.toLowerCase() !== 'f' || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    setIsSearching(true);
  };
  useImperativeHandle(keys, () => handleKey);

  const isFailed = error !== null && !isLoaded;
  return (
    <ChatContext value={scope}>
      <Pane
        data-screen="detail"
        aria-label={t('chat.with', { name })}
        ground="canvas"
        className={cx(
          'relative flex-1 border-line tablet:border-s',
          // Kept free from the first paint on; what stands there comes later in the page.
          aside === undefined && details.isPaneOpen && 'desktop:me-(--context)',
        )}
        {...drop.handlers}
        onKeyDown={handleKey}
      >
        <PageTitle page={title ?? name} />
        {header === undefined ? (
          <ChatHeader
            chat={chat}
            hasDetails={details.isPaneOpen}
            onDetails={details.toggle}
            onSearch={() => setIsSearching(true)}
          />
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
        {isShown && <History scroller={scroller} goal={goal} onGoalReached={endGoal} sides={sides} />}
        <footer
          ref={foot}
          className="mx-auto w-full max-w-4xl flex-none px-6 pb-4 max-tablet:px-2 max-tablet:pb-[calc(0.5rem+env(safe-area-inset-bottom))]"
        >
          <StatusRow
            tail={tail}
            isAtHead={!hasAfter}
            onLatest={() => void goToEnd()}
            onFirstUnread={isUnreadVisited ? undefined : goToFirstUnread}
          />
          {isClosed ? (
            <Banner icon={Lock} tone="quiet">
              {t('chat.closed')}
            </Banner>
          ) : chat.isBlocked && other ? (
            <BlockedNotice person={other} />
          ) : (
            frame(<Composer field={field} editing={editing} onEditEnd={endEdit} onSent={() => void goToEnd()} />)
          )}
        </footer>
        <LiveRegion text={news} />
        {drop.isOver && <DropTarget name={name} />}
      </Pane>
      <MessageTasks task={task} onEnd={endTask} />
      {isSearchLoaded && <SearchPanel isOpen={isSearching} onClose={() => setIsSearching(false)} />}
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

function bare(composer: ReactNode): ReactNode {
  return composer;
}
