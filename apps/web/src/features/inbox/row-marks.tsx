'use client';

import { useParley } from '@app/client/react';
import type { ChatDto } from '@app/contracts';
import { BellOff, Pin } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/ui/badge';
import { cx } from '@/ui/cx';
import { isMuted } from './mute';

/** At the end of a row: muted, pinned, and how much is unread; each also in words. */
export function RowMarks({ chat }: { chat: ChatDto }) {
  const t = useTranslations('inbox');
  const parley = useParley();
  const isSilent = isMuted(chat, parley.now());
  return (
    <span className="flex items-center justify-end gap-1.5 text-quiet">
      {isSilent && <Mark icon={BellOff} text={t('muted')} />}
      {chat.pinnedAt && <Mark icon={Pin} text={t('pinned')} />}
      {chat.unread > 0 ? (
        <Badge
          count={chat.unread}
          label={t('unreadCount', { count: chat.unread })}
          tone={isSilent ? 'mute' : 'accent'}
        />
      ) : (
        chat.isMarkedUnread && (
          <span className={cx('edge size-3 rounded-full', isSilent ? 'bg-control' : 'bg-accent')}>
            <span className="sr-only">{t('markedUnread')}</span>
          </span>
        )
      )}
    </span>
  );
}

function Mark({ icon: Icon, text }: { icon: typeof Pin; text: string }) {
  return (
    <span className="flex-none" title={text}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{text}</span>
    </span>
  );
}
