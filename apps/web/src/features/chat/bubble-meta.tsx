'use client';

import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { cx } from '@/ui/cx';
import type { BubbleProps } from './bubble';
import { TickMark } from './tick-mark';

interface BubbleMetaProps extends BubbleProps {
  /** The ground is a card's, also of an own message. */
  isOnCard?: boolean;
}

/** Time and tick at the end of a group; inside one they are for readers only. */
export function BubbleMeta({ entry, tick, readCount, isOnCard = false }: BubbleMetaProps) {
  const t = useTranslations('message');
  const date = useDateText();
  const { message, pending, isOwn } = entry;
  const isDeleted = Boolean(message?.deletedAt);
  if (pending?.status === 'failed') return null;
  return (
    <span
      className={cx(
        entry.isLast || pending
          ? 'float-end ms-3 mt-[0.4375rem] inline-flex items-center gap-1 text-2xs leading-none whitespace-nowrap not-italic'
          : 'sr-only',
        isOwn && !isDeleted && !isOnCard ? 'text-on-bubble-out-quiet' : 'text-quiet',
      )}
    >
      {message?.editedAt && !isDeleted && <span>{t('edited')}</span>}
      <time dateTime={entry.createdAt} title={date.full(entry.createdAt)} suppressHydrationWarning>
        {date.time(entry.createdAt)}
      </time>
      {tick && !isDeleted && (
        <span
          title={readCount ? t('readBy', { ...readCount }) : undefined}
          className={cx('inline-flex', pending && 'animate-[pop_0ms_300ms_backwards]')}
        >
          <TickMark tick={tick} place={isOnCard ? 'list' : 'bubble'} />
          {readCount && readCount.read > 0 && tick !== 'read' && (
            <span className="sr-only">{t('readBy', { ...readCount })}</span>
          )}
        </span>
      )}
    </span>
  );
}
