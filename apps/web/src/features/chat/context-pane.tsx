'use client';

import { PanelRightClose, ShieldCheck } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { Pane, PaneBar } from '@/ui/pane';
import { useChatScope } from './chat-context';
import { ListingCard } from './listing-card';
import { PeopleList } from './people-list';

const GroupSection = dynamic(() => import('@/features/group/group-section'));
const LeaveButton = dynamic(() => import('@/features/group/leave-button'));

interface ContextPaneProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Where the marketplace shows: the listing, the people. Beside the chat when there is room. */
export function ContextPane({ isOpen, onClose }: ContextPaneProps) {
  const t = useTranslations('chat');
  if (!isOpen) return null;
  return (
    <Pane aria-label={t('about')} className="w-(--context) flex-none border-s border-line max-desktop:hidden">
      <PaneBar>
        <h2 className="flex-1 text-md">{t('details')}</h2>
        <IconButton label={t('hideDetails')} onPress={onClose}>
          <PanelRightClose aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconButton>
      </PaneBar>
      <ContextBody />
    </Pane>
  );
}

export function ContextBody() {
  const t = useTranslations('chat');
  const { chat, me } = useChatScope();
  return (
    <div className="scroll-y grid flex-1 content-start gap-5 p-4">
      {chat.context && <ListingCard context={chat.context} />}
      {chat.type === 'group' && <GroupSection chat={chat} me={me} />}
      <PeopleList />
      {chat.type === 'group' && <LeaveButton chat={chat} />}
      {chat.context && (
        <p className="flex gap-3 rounded-md border border-line bg-sunken p-3 text-xs leading-normal text-soft">
          <ShieldCheck aria-hidden className="size-4 flex-none" />
          {t('safety')}
        </p>
      )}
    </div>
  );
}
