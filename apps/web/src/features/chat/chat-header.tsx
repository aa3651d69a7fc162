'use client';

import { usePresence } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { ChevronLeft, PanelRightOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton, IconLink } from '@/ui/button';
import { PaneBar } from '@/ui/pane';
import { ChatAvatar } from './chat-avatar';
import { useChatFace } from './use-chat-face';
import { usePresenceText } from './use-presence-text';

interface ChatHeaderProps {
  chat: ChatDto;
  hasDetails: boolean;
  onDetails: () => void;
}

export function ChatHeader({ chat, hasDetails, onDetails }: ChatHeaderProps) {
  const t = useTranslations('chat');
  const face = useChatFace(chat);
  return (
    <PaneBar className="gap-3 max-tablet:gap-2 max-tablet:ps-3 max-tablet:pe-2">
      <IconLink href="/chats" label={t('backToChats')} className="-ms-2 tablet:hidden">
        <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconLink>
      <ChatAvatar chatId={chat.id} face={face} size="m" />
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="one-line text-md leading-snug font-semibold">
          {face.name}
        </h2>
        <HeaderLine chat={chat} otherId={face.other?.id ?? null} peopleCount={face.peopleCount} />
      </div>
      <IconButton label={t('showDetails')} onPress={onDetails} className={hasDetails ? 'desktop:hidden' : undefined}>
        <PanelRightOpen aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconButton>
    </PaneBar>
  );
}

/** Presence of the other person, or who the group is. */
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
    <p className="min-h-[1.45em] text-xs text-quiet">
      <span className={presence?.state === 'online' ? 'text-success' : undefined}>{text}</span>
    </p>
  );
}
