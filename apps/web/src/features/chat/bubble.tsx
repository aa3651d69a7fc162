'use client';

import type { Tick } from '@app/client';
import { Forward } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import { BubbleContent } from './bubble-content';
import { BubbleMeta } from './bubble-meta';
import { MessageText } from './message-text';
import { Quote } from './quote';
import type { ReadCount } from './receipt';
import type { Entry } from './timeline';

export interface BubbleProps {
  entry: Entry;
  tick: Tick | 'sending' | null;
  readCount: ReadCount | null;
}

/** The box of one message. The corner towards its sender is tight, so that a group reads as one. */
export function Bubble({ entry, tick, readCount }: BubbleProps) {
  const t = useTranslations('message');
  const isFailed = entry.pending?.status === 'failed';
  const isDeleted = Boolean(entry.message?.deletedAt);
  // A picture without words has time and tick on it.
  const isBare = entry.type === 'image' && entry.text === '' && !isFailed && (entry.isLast || entry.pending);
  return (
    <div
      className={cx(
        'edge relative max-w-full rounded-bubble px-[0.8125rem] py-[0.4375rem] text-msg leading-[1.42] wrap-anywhere after:clear-both after:block',
        '[:lang(ar)_&]:leading-[1.6]',
        entry.isOwn
          ? cx('rounded-ee-joint', !entry.isFirst && 'rounded-se-joint')
          : cx('rounded-es-joint', !entry.isFirst && 'rounded-ss-joint'),
        isDeleted
          ? 'text-quiet shadow-[inset_0_0_0_1px_var(--line)]'
          : isFailed
            ? 'bg-danger-soft text-ink shadow-[inset_0_0_0_1px_color-mix(in_oklab,var(--danger)_45%,transparent)]'
            : entry.isOwn
              ? 'bg-bubble-out text-on-bubble-out'
              : 'bg-surface shadow-1',
      )}
    >
      {entry.isForwarded && !isDeleted && (
        <p
          className={cx(
            'flex items-center gap-1 text-xs italic',
            entry.isOwn && !isFailed ? 'text-on-bubble-out-quiet' : 'text-quiet',
          )}
        >
          <Forward aria-hidden className="flip size-3.5" />
          {t('forwarded')}
        </p>
      )}
      {entry.replyTo && !isDeleted && <Quote quote={entry.replyTo} isOwn={entry.isOwn && !isFailed} />}
      {isDeleted ? (
        <p className="italic">
          {t('deleted')}
          <BubbleMeta entry={entry} tick={tick} readCount={readCount} />
        </p>
      ) : (
        <>
          {entry.type !== 'text' && <BubbleContent entry={entry} />}
          <p
            dir={entry.text ? 'auto' : undefined}
            className={cx(
              'whitespace-pre-wrap',
              // Beside the length of the note, not in a line of its own
              entry.message?.type === 'voice' && entry.isLast && '-mt-5 ms-auto w-fit touch:pointer-events-none',
              isBare &&
                'pointer-events-none absolute end-2.5 bottom-2.5 rounded-full bg-[rgb(20_16_10/0.6)] px-2 py-1 *:m-0! *:text-[#fff]!',
            )}
          >
            <MessageText text={entry.text} mentions={(entry.message ?? entry.pending)?.mentions} />
            <BubbleMeta entry={entry} tick={tick} readCount={readCount} />
          </p>
        </>
      )}
    </div>
  );
}
