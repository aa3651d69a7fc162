'use client';

import { Copy, Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Menu as AriaMenu } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { MenuItem } from '@/ui/menu';
import { useChatScope } from './chat-context';
import type { Entry } from './timeline';

export interface MenuTarget {
  entry: Entry;
  anchor: HTMLElement;
}

/** One menu for all messages of a history: two hundred of them would be slow. */
export default function MessageMenu({ target, onClose }: { target: MenuTarget | null; onClose: () => void }) {
  const t = useTranslations('message');
  const { reply, announce } = useChatScope();
  const anchor = useRef<HTMLElement | null>(null);
  anchor.current = target?.anchor ?? anchor.current;
  const message = target?.entry.message;

  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      announce(t('copied'));
    } catch {
      announce(t('copyFailed'));
    }
  };

  return (
    <Popover
      aria-label={t('actions')}
      triggerRef={anchor}
      isOpen={Boolean(message)}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement={target?.entry.isOwn ? 'bottom end' : 'bottom start'}
      offset={4}
      className="edge pop min-w-44 rounded-md bg-raised p-1.5 shadow-3 outline-none"
    >
      <AriaMenu aria-label={t('actions')} autoFocus="first" onClose={onClose} className="outline-none">
        <MenuItem icon={Reply} iconClassName="flip" onAction={() => message && reply(message)}>
          {t('reply')}
        </MenuItem>
        <MenuItem icon={Copy} onAction={() => message && void copy(message.text)}>
          {t('copy')}
        </MenuItem>
      </AriaMenu>
    </Popover>
  );
}
