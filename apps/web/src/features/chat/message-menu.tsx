'use client';

import type { MessageDto } from '@app/contracts';
import { CheckCheck, Copy, Forward, History, Pencil, Reply, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Menu as AriaMenu } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { MenuItem, MenuSeparator } from '@/ui/menu';
import { type MessageTask, useChatScope } from './chat-context';
import { canAnswer, isModerator } from './message-right';
import { ReactionBar } from './reaction-bar';
import { hasReceipts } from './receipt';
import type { Entry } from './timeline';

export interface MenuTarget {
  entry: Entry;
  anchor: HTMLElement;
}

interface MessageMenuProps {
  target: MenuTarget | null;
  onClose: () => void;
}

/** One menu for all messages of a history: two hundred of them would be slow. Reactions above, then what can be done. */
export default function MessageMenu({ target, onClose }: MessageMenuProps) {
  const t = useTranslations('message');
  const { chat, start } = useChatScope();
  const last = useRef<MenuTarget | null>(null);
  last.current = target ?? last.current;
  const anchor = useRef<HTMLElement | null>(null);
  anchor.current = last.current?.anchor ?? null;
  const message = target?.entry.message;

  return (
    <Popover
      aria-label={t('actions')}
      triggerRef={anchor}
      isOpen={Boolean(message)}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement={last.current?.entry.isOwn ? 'bottom end' : 'bottom start'}
      offset={4}
      className="edge pop max-w-[calc(100vw-1.5rem)] min-w-52 rounded-md bg-raised p-1.5 shadow-3 outline-none"
    >
      {message && canAnswer(chat, message) && (
        <div className="mb-1.5 border-b border-line pb-1.5">
          <ReactionBar
            message={message}
            onDone={onClose}
            onMore={() => {
              onClose();
              start({ kind: 'react', message, anchor: anchor.current ?? undefined });
            }}
          />
        </div>
      )}
      {message && <Actions message={message} onClose={onClose} />}
    </Popover>
  );
}

function Actions({ message, onClose }: { message: MessageDto; onClose: () => void }) {
  const t = useTranslations('message');
  const { chat, me, store, reply, edit, start, announce } = useChatScope();
  const isDeleted = message.deletedAt !== null;
  const task = (kind: MessageTask['kind']) => () => start({ kind, message });

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(message.text);
      announce(t('copied'));
    } catch {
      announce(t('copyFailed'));
    }
  };

  return (
    <AriaMenu aria-label={t('actions')} autoFocus="first" onClose={onClose} className="outline-none">
      {canAnswer(chat, message) && (
        <MenuItem icon={Reply} iconClassName="flip" onAction={() => reply(message)}>
          {t('reply')}
        </MenuItem>
      )}
      {store.mayForward(message) && (
        <MenuItem icon={Forward} iconClassName="flip" onAction={task('forward')}>
          {t('forward')}
        </MenuItem>
      )}
      {message.text !== '' && (
        <MenuItem icon={Copy} onAction={() => void copy()}>
          {t('copy')}
        </MenuItem>
      )}
      {store.mayEdit(message) && (
        <MenuItem icon={Pencil} onAction={() => edit(message)}>
          {t('edit')}
        </MenuItem>
      )}
      {!isDeleted && hasReceipts(chat, message, me.id) && (
        <MenuItem icon={CheckCheck} onAction={task('receipts')}>
          {t('receipts')}
        </MenuItem>
      )}
      {isModerator(me, chat) && (message.editedAt || isDeleted) && (
        <MenuItem icon={History} onAction={task('versions')}>
          {t('versions')}
        </MenuItem>
      )}
      {store.mayRemove(message) && <MenuSeparator />}
      {store.mayRemove(message) && (
        <MenuItem icon={Trash2} tone="danger" onAction={task('remove')}>
          {t('delete')}
        </MenuItem>
      )}
    </AriaMenu>
  );
}
