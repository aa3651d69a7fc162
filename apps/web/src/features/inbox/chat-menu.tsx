'use client';

import { useChat, useParley } from '@app/client/react';
import type { ChatDto, UserDto } from '@app/contracts';
import {
  Archive,
  ArchiveRestore,
  Ban,
  BellOff,
  BellRing,
  LifeBuoy,
  LogOut,
  Mail,
  MailOpen,
  Pin,
  PinOff,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useUnblock } from '@/features/block/use-unblock';
import { useChatFace } from '@/features/chat/use-chat-face';
import { lazyPart } from '@/ui/lazy-part';
import { Menu, MenuItem, MenuSeparator } from '@/ui/menu';
import { isolate } from '@/ui/text';
import { isMuted, MUTE_CHOICES } from './mute';
import { useChatActions } from './use-chat-actions';

const AskSupport = lazyPart(() => import('@/features/evidence/ask-support-dialog'));
const BlockPerson = lazyPart(() => import('@/features/block/block-person'));
const LeaveGroup = lazyPart(() => import('@/features/group/leave-group'));

export interface ChatMenuTarget {
  chatId: string;
  /** What the menu belongs to on the screen. */
  anchor: HTMLElement;
}

interface ChatMenuProps {
  target: ChatMenuTarget | null;
  onClose: () => void;
}

/** One menu for all rows of the list, and for the header of the open chat. */
export default function ChatMenu({ target, onClose }: ChatMenuProps) {
  // Kept while it closes
  const last = useRef(target);
  last.current = target ?? last.current;
  const chat = useChat(last.current?.chatId ?? '');
  const [isMuting, setIsMuting] = useState(false);
  const [asking, setAsking] = useState<ChatDto | null>(null);
  const [leaving, setLeaving] = useState<ChatDto | null>(null);
  const [blocking, setBlocking] = useState<UserDto | null>(null);
  return (
    <>
      {chat && last.current && (
        <Actions
          chat={chat}
          anchor={last.current.anchor}
          isOpen={target !== null}
          onClose={onClose}
          onMute={() => setIsMuting(true)}
          onAskSupport={() => setAsking(chat)}
          onLeave={() => setLeaving(chat)}
          onBlock={setBlocking}
        />
      )}
      {chat && last.current && (
        <MuteChoices chat={chat} anchor={last.current.anchor} isOpen={isMuting} onClose={() => setIsMuting(false)} />
      )}
      {asking && <AskSupport chatId={asking.id} onClose={() => setAsking(null)} />}
      {blocking && <BlockPerson person={blocking} onClose={() => setBlocking(null)} />}
      {leaving && <LeaveGroup chat={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

interface ActionsProps {
  chat: ChatDto;
  anchor: HTMLElement;
  isOpen: boolean;
  onClose: () => void;
  /** Asks for how long. */
  onMute: () => void;
  onAskSupport: () => void;
  onLeave: () => void;
  onBlock: (person: UserDto) => void;
}

function Actions({ chat, anchor, isOpen, onClose, onMute, onAskSupport, onLeave, onBlock }: ActionsProps) {
  const t = useTranslations('chatMenu');
  const tBlock = useTranslations('block');
  const parley = useParley();
  const actions = useChatActions();
  const { name, other } = useChatFace(chat);
  const { unblock } = useUnblock();
  const isUnread = chat.unread > 0 || chat.isMarkedUnread;
  const isArchived = chat.archivedAt !== null;
  const isPinned = chat.pinnedAt !== null;
  return (
    <Menu
      anchor={{ current: anchor }}
      isOpen={isOpen}
      onClose={onClose}
      placement="bottom end"
      aria-label={t('of', { name: isolate(name) })}
    >
      <MenuItem icon={isPinned ? PinOff : Pin} onAction={() => actions.setPinned(chat, !isPinned)}>
        {t(isPinned ? 'unpin' : 'pin')}
      </MenuItem>
      <MenuItem
        icon={isUnread ? MailOpen : Mail}
        onAction={() => (isUnread ? actions.markRead(chat) : actions.markUnread(chat))}
      >
        {t(isUnread ? 'markRead' : 'markUnread')}
      </MenuItem>
      {isMuted(chat, parley.now()) ? (
        <MenuItem icon={BellRing} onAction={() => actions.unmute(chat)}>
          {t('unmute')}
        </MenuItem>
      ) : (
        <MenuItem icon={BellOff} onAction={onMute}>
          {t('mute')}
        </MenuItem>
      )}
      <MenuItem
        icon={isArchived ? ArchiveRestore : Archive}
        onAction={() => {
          focusNeighbour(anchor);
          actions.setArchived(chat, !isArchived);
        }}
      >
        {t(isArchived ? 'unarchive' : 'archive')}
      </MenuItem>
      {chat.type !== 'support' && <MenuSeparator />}
      {chat.type !== 'support' && (
        <MenuItem icon={LifeBuoy} onAction={onAskSupport}>
          {t('askSupport')}
        </MenuItem>
      )}
      {chat.type === 'direct' && other && (
        <MenuItem icon={Ban} tone="danger" onAction={() => (chat.isBlocked ? void unblock(other) : onBlock(other))}>
          {tBlock(chat.isBlocked ? 'unblock' : 'block')}
        </MenuItem>
      )}
      {chat.type === 'group' && (
        <MenuItem icon={LogOut} iconClassName="flip" tone="danger" onAction={onLeave}>
          {t('leave')}
        </MenuItem>
      )}
    </Menu>
  );
}

/** In the place of the menu before: beside it there would be no room on a phone. */
function MuteChoices({ chat, anchor, ...menu }: Pick<ActionsProps, 'chat' | 'anchor' | 'isOpen' | 'onClose'>) {
  const t = useTranslations('chatMenu');
  const actions = useChatActions();
  return (
    <Menu anchor={{ current: anchor }} placement="bottom end" aria-label={t('mute')} {...menu}>
      {MUTE_CHOICES.map(({ id, ms }) => (
        <MenuItem key={id} icon={BellOff} onAction={() => actions.mute(chat, ms)}>
          {t(id)}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** The row goes; the focus goes to the next one, once the menu has given it back. */
function focusNeighbour(anchor: HTMLElement): void {
  const item = anchor.closest('li');
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling;
  const link = neighbour?.querySelector<HTMLElement>('[data-chat-id]');
  if (link) setTimeout(() => link.focus());
}
