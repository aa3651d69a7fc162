'use client';

import type { MessageDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { usePreferences } from '@/features/preference/preference-provider';
import { Press } from '@/ui/press';
import { SearchField } from '@/ui/search-field';
import { useChatScope } from './chat-context';
import { emojiName, findEmojis } from './emoji-set';
import { hasReacted } from './reaction';
import { ReactionBar } from './reaction-bar';
import { walkGrid } from './walk-grid';

const COLUMNS = 8;

interface ReactionPickerProps {
  message: MessageDto | null;
  anchor: HTMLElement | null;
  onClose: () => void;
}

/** The quick reactions and, below a search, the whole set. Esc closes it and gives the focus back. */
export default function ReactionPicker({ message, anchor, onClose }: ReactionPickerProps) {
  const t = useTranslations('message');
  const last = useRef<HTMLElement | null>(null);
  last.current = anchor ?? last.current;
  return (
    <Popover
      triggerRef={last}
      isOpen={message !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement="top"
      offset={6}
      className="edge pop rounded-lg bg-raised p-2 shadow-3 outline-none"
    >
      <Dialog
        aria-label={t('react')}
        className="grid w-[17.5rem] gap-2 outline-none touch:w-[min(19.5rem,calc(100vw-2.75rem))]"
      >
        {message && <Choice message={message} onDone={onClose} />}
      </Dialog>
    </Popover>
  );
}

function Choice({ message, onDone }: { message: MessageDto; onDone: () => void }) {
  const t = useTranslations('message');
  const app = useTranslations('app');
  const { locale } = usePreferences();
  const { me, store } = useChatScope();
  const [query, setQuery] = useState('');
  const found = findEmojis(query);
  const toggle = (emoji: string) => {
    store.react(message.id, emoji, !hasReacted(message, emoji, me.id));
    onDone();
  };
  return (
    <>
      <ReactionBar message={message} onDone={onDone} />
      <SearchField
        autoFocus
        label={t('searchReaction')}
        clearLabel={app('clear')}
        value={query}
        onChange={setQuery}
        maxLength={40}
      />
      <p role="status" className="sr-only">
        {query && t('reactionsFound', { count: found.length })}
      </p>
      {found.length === 0 ? (
        <p className="px-1 py-6 text-center text-sm text-soft">{t('noReaction')}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: buttons that the arrows walk over are no set of fields
        <div
          role="group"
          aria-label={t('allReactions')}
          onKeyDown={(event) => walkGrid(event, COLUMNS)}
          className="scroll-y grid max-h-52 grid-cols-8 gap-0.5"
        >
          {found.map(({ emoji }, index) => (
            <Press
              key={emoji}
              tabIndex={index === 0 ? 0 : -1}
              aria-pressed={hasReacted(message, emoji, me.id)}
              aria-label={emojiName(emoji, locale)}
              title={emojiName(emoji, locale)}
              onPress={() => toggle(emoji)}
              className="grid h-8 place-items-center rounded-sm text-lg leading-none -outline-offset-2 touch:h-9 hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:shadow-[inset_0_0_0_2px_var(--accent)]"
            >
              {emoji}
            </Press>
          ))}
        </div>
      )}
    </>
  );
}
