'use client';

import { useParley } from '@app/client/react';
import { type ChatDto, type MessageDto, toGist } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SearchField } from '@/ui/search-field';
import { SkeletonRows } from '@/ui/skeleton';
import { isolate } from '@/ui/text';
import { ChatAvatar } from './chat-avatar';
import { useChatScope } from './chat-context';
import { faceOf } from './chat-face';
import { useChatFace } from './use-chat-face';
import { useForwardTargets } from './use-forward-targets';
import { useGistText } from './use-gist-text';

/** To more at once it would be a mailing. */
const TARGETS_MAX = 5;

interface ForwardDialogProps {
  message: MessageDto;
  isOpen: boolean;
  onClose: () => void;
}

/** Sends a copy of a message to up to five chats. */
export default function ForwardDialog({ message, isOpen, onClose }: ForwardDialogProps) {
  const t = useTranslations('forward');
  const app = useTranslations('app');
  return (
    <Dialog kind="sheet" title={t('title')} isOpen={isOpen} onClose={onClose} closeLabel={app('close')}>
      <TargetPicker message={message} onClose={onClose} />
    </Dialog>
  );
}

function TargetPicker({ message, onClose }: { message: MessageDto; onClose: () => void }) {
  const t = useTranslations('forward');
  const app = useTranslations('app');
  const { me } = useParley();
  const { store, announce } = useChatScope();
  const gistText = useGistText();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const nameOf = useCallback((chat: ChatDto) => faceOf(chat, me).name ?? '', [me]);
  const { chats, isLoading, hasFailed } = useForwardTargets(query, nameOf);
  const isFull = chosen.length >= TARGETS_MAX;

  const toggle = (chatId: string) =>
    setChosen((ids) => (ids.includes(chatId) ? ids.filter((id) => id !== chatId) : [...ids, chatId]));

  const forward = () => {
    store.forward(message.id, chosen);
    announce(t('done', { count: chosen.length }));
    onClose();
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="grid gap-3 px-5">
        <blockquote className="rounded-sm border-s-[3px] border-accent bg-sunken px-3 py-1.5">
          <p dir="auto" className="line-clamp-2 text-sm wrap-anywhere text-soft">
            {gistText(toGist(message), message.text)}
          </p>
        </blockquote>
        <SearchField
          autoFocus
          label={t('search')}
          clearLabel={app('clear')}
          value={query}
          onChange={setQuery}
          maxLength={80}
        />
      </div>
      <div role="alert" className="px-5 text-sm text-danger empty:hidden">
        {hasFailed && t('searchFailed')}
      </div>
      <div aria-busy={isLoading} className="scroll-y min-h-56 flex-1 px-3">
        {chats.length > 0 && (
          <ul aria-label={t('chats')}>
            {chats.map((chat) => (
              <Target
                key={chat.id}
                chat={chat}
                isChosen={chosen.includes(chat.id)}
                isDisabled={isFull && !chosen.includes(chat.id)}
                onToggle={toggle}
              />
            ))}
          </ul>
        )}
        {chats.length === 0 && isLoading && <SkeletonRows count={3} />}
        {chats.length === 0 && !isLoading && !hasFailed && (
          <p role="status" className="px-2 py-8 text-center text-sm text-soft">
            {query.trim() ? t('nobody', { query: isolate(query.trim()) }) : t('none')}
          </p>
        )}
      </div>
      <footer className="flex items-center gap-3 border-t border-line px-5 py-4 max-tablet:pb-[calc(1rem+env(safe-area-inset-bottom))]">
        <p role="status" className="tabular flex-1 text-sm text-soft">
          {isFull ? t('full', { max: TARGETS_MAX }) : t('chosen', { count: chosen.length, max: TARGETS_MAX })}
        </p>
        <Button variant="primary" isDisabled={chosen.length === 0} onPress={forward}>
          {t('send')}
        </Button>
      </footer>
    </div>
  );
}

interface TargetProps {
  chat: ChatDto;
  isChosen: boolean;
  isDisabled: boolean;
  onToggle: (chatId: string) => void;
}

function Target({ chat, isChosen, isDisabled, onToggle }: TargetProps) {
  const face = useChatFace(chat);
  return (
    <li>
      <label className="flex min-h-13 cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 has-disabled:cursor-not-allowed has-disabled:opacity-60 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus not-has-disabled:hover:bg-hover not-has-disabled:has-checked:hover:bg-accent-soft">
        <ChatAvatar chatId={chat.id} face={face} size="m" />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="one-line block font-name">
            {face.name}
          </span>
          {chat.context && (
            <span dir="auto" className="one-line block text-xs text-quiet">
              {chat.context.title}
            </span>
          )}
        </span>
        <input
          type="checkbox"
          checked={isChosen}
          disabled={isDisabled}
          onChange={() => onToggle(chat.id)}
          className="size-5 flex-none accent-accent outline-none"
        />
      </label>
    </li>
  );
}
