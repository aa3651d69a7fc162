'use client';

import { useParley, usePresence } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { BellOff, ChevronLeft, EllipsisVertical, PanelRightOpen, Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { CallButtons } from '@/features/call/call-buttons';
import { isMuted, isMutedForEver } from '@/features/inbox/mute';
import { useDateText } from '@/i18n/use-date-text';
import { IconButton, IconLink } from '@/ui/button';
import { cx } from '@/ui/cx';
import { lazyPart } from '@/ui/lazy-part';
import { PaneBar } from '@/ui/pane';
import { Press } from '@/ui/press';
import { useOnceOpen } from '@/ui/use-once-open';
import { ChatAvatar } from './chat-avatar';
import { useChatFace } from './use-chat-face';
import { usePresenceText } from './use-presence-text';

const ChatMenu = lazyPart(() => import('@/features/inbox/chat-menu'));
const BadgeLine = lazyPart(() => import('@/features/response-badge/badge-line'));

interface ChatHeaderProps {
  chat: ChatDto;
  hasDetails: boolean;
  onDetails: () => void;
  onSearch: () => void;
}

export function ChatHeader({ chat, hasDetails, onDetails, onSearch }: ChatHeaderProps) {
  const t = useTranslations('chat');
  const face = useChatFace(chat);
  return (
    <PaneBar className="gap-3 max-tablet:gap-2 max-tablet:ps-3 max-tablet:pe-2">
      <IconLink href="/chats" label={t('backToChats')} className="-ms-2 tablet:hidden">
        <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconLink>
      <ChatAvatar chatId={chat.id} face={face} size="m" />
      <div className="relative min-w-0 flex-1">
        {/* A phone has no room for a button of its own: there the name leads to the details. */}
        <Press
          aria-label={t('showDetails')}
          onPress={onDetails}
          className="absolute -inset-2 rounded-sm tablet:hidden"
        />
        <div className="flex min-w-0 items-center gap-1.5">
          <h2 dir="auto" className="one-line text-md leading-snug font-semibold">
            {face.name}
          </h2>
          <MuteMark chat={chat} />
        </div>
        <HeaderLine chat={chat} otherId={face.other?.id ?? null} peopleCount={face.peopleCount} />
      </div>
      <CallButtons chat={chat} otherId={face.other?.id ?? null} />
      <IconButton label={t('search')} aria-keyshortcuts="Control+Shift+F" onPress={onSearch}>
        <Search aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
      <HeaderMenu chat={chat} />
      <IconButton
        label={t('showDetails')}
        onPress={onDetails}
        className={cx('max-tablet:hidden', hasDetails && 'desktop:hidden')}
      >
        <PanelRightOpen aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconButton>
    </PaneBar>
  );
}

/** Members have flags of their own; staff who only look have none. */
function HeaderMenu({ chat }: { chat: ChatDto }) {
  const t = useTranslations('chat');
  const { me } = useParley();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = useOnceOpen(isOpen);
  if (!chat.members.some(({ userId }) => userId === me.id)) return null;
  const target = isOpen && button.current ? { chatId: chat.id, anchor: button.current } : null;
  return (
    <>
      <IconButton
        ref={button}
        label={t('actions')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setIsOpen(true)}
      >
        <EllipsisVertical aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
      {isLoaded && <ChatMenu target={target} onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** That this chat makes no sound, and until when. */
function MuteMark({ chat }: { chat: ChatDto }) {
  const t = useTranslations('chat');
  const date = useDateText();
  const parley = useParley();
  if (!chat.mutedUntil || !isMuted(chat, parley.now())) return null;
  const text = isMutedForEver(chat) ? t('mutedForEver') : t('mutedUntil', { when: date.moment(chat.mutedUntil) });
  return (
    <span title={text} className="flex-none text-quiet" suppressHydrationWarning>
      <BellOff aria-hidden className="size-3.5" />
      <span className="sr-only" suppressHydrationWarning>
        {text}
      </span>
    </span>
  );
}

/** Presence of the other person and how fast they answer, or who the group is. */
function HeaderLine({ chat, otherId, peopleCount }: { chat: ChatDto; otherId: string | null; peopleCount: number }) {
  const t = useTranslations('inbox');
  const presence = usePresence(otherId);
  const text = usePresenceText(presence);
  if (chat.type === 'support' && chat.title) {
    return (
      <p dir="auto" className="one-line text-xs text-quiet">
        {chat.title}
      </p>
    );
  }
  if (chat.type === 'group') return <p className="text-xs text-quiet">{t('group', { count: peopleCount })}</p>;
  // The line keeps its place while presence is unknown.
  return (
    <p className="one-line min-h-[1.45em] text-xs text-quiet">
      <span className={presence?.state === 'online' ? 'text-success' : undefined}>{text}</span>
      {chat.type === 'direct' && otherId && <BadgeLine userId={otherId} isAfter={Boolean(text)} />}
    </p>
  );
}
