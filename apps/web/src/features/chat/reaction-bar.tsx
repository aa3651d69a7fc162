'use client';

import type { MessageDto } from '@app/contracts';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePreferences } from '@/features/preference/preference-provider';
import { Press } from '@/ui/press';
import { useChatScope } from './chat-context';
import { emojiName, QUICK_EMOJIS } from './emoji-set';
import { hasReacted } from './reaction';
import { walkGrid } from './walk-grid';

interface ReactionBarProps {
  message: MessageDto;
  onDone: () => void;
  /** To the whole set. */
  onMore?: () => void;
}

/** The reactions used most, in one row: one stop of Tab, the arrows walk. */
export function ReactionBar({ message, onDone, onMore }: ReactionBarProps) {
  const t = useTranslations('message');
  const { locale } = usePreferences();
  const { me, store } = useChatScope();
  const toggle = (emoji: string) => {
    store.react(message.id, emoji, !hasReacted(message, emoji, me.id));
    onDone();
  };
  return (
    <div
      role="toolbar"
      aria-label={t('react')}
      onKeyDown={(event) => walkGrid(event)}
      className="flex flex-wrap items-center gap-0.5"
    >
      {QUICK_EMOJIS.map((emoji, index) => {
        const isOn = hasReacted(message, emoji, me.id);
        return (
          <Press
            key={emoji}
            tabIndex={index === 0 ? 0 : -1}
            aria-pressed={isOn}
            aria-label={emojiName(emoji, locale)}
            title={emojiName(emoji, locale)}
            onPress={() => toggle(emoji)}
            className="ease grid size-8 flex-none place-items-center rounded-sm text-lg leading-none transition-colors touch:size-9 hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:shadow-[inset_0_0_0_2px_var(--accent)]"
          >
            {emoji}
          </Press>
        );
      })}
      {onMore && (
        <Press
          tabIndex={-1}
          aria-label={t('moreReactions')}
          title={t('moreReactions')}
          onPress={onMore}
          className="ease grid size-8 flex-none place-items-center rounded-sm text-soft transition-colors touch:size-9 hover:bg-hover hover:text-ink"
        >
          <Plus aria-hidden className="size-4" />
        </Press>
      )}
    </div>
  );
}
