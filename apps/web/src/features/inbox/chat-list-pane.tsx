'use client';

import { useChats, useParley } from '@app/client/react';
import type { ChatFilter } from '@app/contracts';
import { SquarePen } from 'lucide-react';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useRemovedNotice } from '@/features/group/use-removed-notice';
import { useListKeys } from '@/features/shell/use-list-keys';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { ChipGroup } from '@/ui/chip';
import { KeyHint } from '@/ui/key-hint';
import { lazyPart } from '@/ui/lazy-part';
import { Pane, PaneBar } from '@/ui/pane';
import { SearchField } from '@/ui/search-field';
import { useOnceOpen } from '@/ui/use-once-open';
import { ChatList } from './chat-list';
import { useListSearch } from './use-list-search';

const NewChatDialog = lazyPart(() => import('./new-chat-dialog'));
const NewGroupDialog = lazyPart(() => import('@/features/group/new-group-dialog'));

const FILTERS: readonly ChatFilter[] = ['all', 'unread', 'awaitingReply', 'archived'];
/** People's standing chats with the staff are not in the staff's own list. */
const STAFF_FILTERS: readonly ChatFilter[] = ['all', 'unread', 'awaitingReply', 'support', 'archived'];

export function ChatListPane() {
  const t = useTranslations('inbox');
  const app = useTranslations('app');
  const nav = useTranslations('nav');
  const { chats, me } = useParley();
  const { filter, unreadChats, ids } = useChats((state) => ({
    filter: state.view.filter,
    unreadChats: state.unreadChats,
    ids: state.ids,
  }));
  const { chatId } = useParams<{ chatId?: string }>();
  const [dialog, setDialog] = useState<'chat' | 'group' | null>(null);
  const isChatDialogLoaded = useOnceOpen(dialog === 'chat');
  const isGroupDialogLoaded = useOnceOpen(dialog === 'group');
  const newChat = () => setDialog('chat');
  const endDialog = () => setDialog(null);
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useListSearch();
  useListKeys('/chats', ids, chatId ?? null);
  useSearchKey(search);
  useRemovedNotice(chatId ?? null);

  return (
    <Pane
      data-screen="list"
      aria-labelledby="chat-list-title"
      className="w-(--list) flex-none max-desktop:w-80 max-tablet:w-full group-has-[[data-screen=detail]]/app:max-tablet:hidden"
    >
      <PaneBar className="border-b-0">
        <h2 id="chat-list-title" className="flex-1 text-lg">
          {t('title')}
        </h2>
        <IconButton label={t('new')} onPress={newChat}>
          <SquarePen aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
      </PaneBar>
      <div className="grid flex-none gap-3 px-4 pb-3">
        <SearchField
          inputRef={search}
          label={t('search')}
          clearLabel={app('clear')}
          value={query}
          onChange={setQuery}
          maxLength={100}
          end={
            <span dir="ltr" className="touch:hidden">
              <KeyHint>Ctrl K</KeyHint>
            </span>
          }
        />
        <ChipGroup
          label={t('filter')}
          value={filter}
          onChange={(next) => void chats.setView({ filter: next })}
          options={(me.role === 'user' ? FILTERS : STAFF_FILTERS).map((id) => ({
            id,
            text: (
              <>
                {t(`filterName.${id}`)}
                {id === 'unread' && <Badge count={unreadChats} label={nav('unread', { count: unreadChats })} />}
              </>
            ),
          }))}
        />
      </div>
      <ChatList currentId={chatId ?? null} onNewChat={newChat} />
      {isChatDialogLoaded && (
        <NewChatDialog isOpen={dialog === 'chat'} onClose={endDialog} onNewGroup={() => setDialog('group')} />
      )}
      {isGroupDialogLoaded && <NewGroupDialog isOpen={dialog === 'group'} onClose={endDialog} />}
    </Pane>
  );
}

/** Ctrl or Cmd with K, as everywhere. */
function useSearchKey(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [field]);
}
