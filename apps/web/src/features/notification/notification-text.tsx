'use client';

import type { NotificationDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useGistText } from '@/features/chat/use-gist-text';
import { cx } from '@/ui/cx';
import { Tag } from '@/ui/tag';
import { useTicketText } from './use-ticket-text';

/** A row in words: who or what, the last text, and which part of the house it comes from. */
export function NotificationText({ row }: { row: NotificationDto }) {
  const t = useTranslations('notification');
  const gistText = useGistText();
  const ticketText = useTicketText();
  const isRead = row.readAt !== null;
  const { missedCall } = row.data;
  const ownText = () => (missedCall ? t('missedCall', { ...missedCall, count: row.count }) : null);
  const text = row.type === 'ticket' ? ticketText(row) : (ownText() ?? gistText(row.data.gist, row.text));
  const tag = tagOf(row);
  const strong = (chunks: ReactNode) => <bdi className={isRead ? undefined : 'font-semibold text-ink'}>{chunks}</bdi>;
  return (
    <span className="block min-w-0">
      <span className={cx('block text-md leading-snug wrap-anywhere', isRead ? 'text-soft' : 'text-ink')}>
        {row.type === 'message' || row.type === 'mention'
          ? t.rich(row.type === 'message' ? 'messages' : 'mentions', { b: strong, name: row.title, count: row.count })
          : strong(row.title)}
      </span>
      {text && (
        <span
          dir={row.type === 'ticket' ? undefined : 'auto'}
          className="mt-0.5 line-clamp-2 text-left text-sm text-soft rtl:text-right wrap-anywhere"
        >
          {text}
        </span>
      )}
      {tag && (
        <span className="mt-1.5 flex">
          <Tag tone="support">{t(tag)}</Tag>
        </span>
      )}
    </span>
  );
}

function tagOf(row: NotificationDto): 'support' | 'announcement' | null {
  if (row.type === 'broadcast') return 'announcement';
  return row.type === 'ticket' || row.data.ticketId ? 'support' : null;
}
