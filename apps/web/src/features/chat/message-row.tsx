'use client';

import type { Tick } from '@app/client';
import { MoreVertical, Reply, SmilePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useDateText } from '@/i18n/use-date-text';
import { Avatar } from '@/ui/avatar';
import { cx } from '@/ui/cx';
import { lazyPart } from '@/ui/lazy-part';
import { isolate } from '@/ui/text';
import { Bubble } from './bubble';
import { useChatScope } from './chat-context';
import { canAnswer, hasMenu, isModerator } from './message-right';
import { MessageTool } from './message-tool';
import type { ReadCount } from './receipt';
import { type Entry, isSameEntry } from './timeline';
import { useLongPress } from './use-long-press';

// Most messages have none.
const MessageFault = lazyPart(() => import('./message-fault'));
const ReactionChips = lazyPart(() => import('./reaction-chips'));
const OfferBubble = lazyPart(() => import('@/features/offer/offer-bubble'));

interface MessageRowProps {
  entry: Entry;
  tick: Tick | 'sending' | null;
  /** By how many of a group an own message was read. */
  readCount: ReadCount | null;
  /** One message of the history is in the tab order; the arrows move it. */
  isTabStop: boolean;
  isHighlighted: boolean;
  /** Highest number of the chat, for "12 of 340". */
  setSize: number;
  onMenu: (entry: Entry, anchor: HTMLElement) => void;
}

export const MessageRow = memo(function MessageRow({
  entry,
  tick,
  readCount,
  isTabStop,
  isHighlighted,
  setSize,
  onMenu,
}: MessageRowProps) {
  const t = useTranslations('message');
  const date = useDateText();
  const { chat, me, nameOf, reply, start } = useChatScope();
  const { isOwn, isFirst, isLast, message, pending, change } = entry;
  const name = nameOf(entry.senderId);
  const hasNames = (chat.type === 'group' || chat.members.length > 2) && !isOwn;
  const canOpen = hasMenu(message, isModerator(me, chat));
  const canReact = message !== null && canAnswer(chat, message);
  const isHeldUp = change !== null || (pending !== null && pending.status !== 'sending');
  const Content = (message ?? pending)?.offer ? OfferBubble : Bubble;
  const press = useLongPress((target) => canOpen && onMenu(entry, target));

  return (
    <article
      {...press}
      tabIndex={isTabStop ? 0 : -1}
      data-key={entry.key}
      data-seq={isOwn ? undefined : message?.seq}
      aria-label={t('from', { name: isOwn ? t('you') : isolate(name), time: date.time(entry.createdAt) })}
      aria-setsize={setSize}
      aria-posinset={message?.seq ?? setSize}
      onContextMenu={(event) => {
        if (!canOpen || window.getSelection()?.toString()) return;
        event.preventDefault();
        onMenu(entry, event.currentTarget);
      }}
      className={cx(
        'group/message grid rounded-bubble outline-offset-4 touch:select-none touch:[-webkit-touch-callout:none]',
        isFirst ? 'pt-3.5' : 'pt-0.5',
        isOwn ? 'grid-cols-[minmax(0,1fr)]' : 'grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2',
        isHighlighted && 'animate-[flash_1.6s_var(--ease)]',
      )}
    >
      {!isOwn && <span className="self-end">{isLast && <Avatar id={entry.senderId} name={name} size="s" />}</span>}
      <div className={cx('flex min-w-0 items-center gap-1', isOwn && 'flex-row-reverse')}>
        <div
          className={cx(
            'flex max-w-[min(var(--measure),82%)] min-w-0 flex-col max-tablet:max-w-[88%]',
            isOwn ? 'items-end' : 'items-start',
          )}
        >
          {hasNames && isFirst && <bdi className="mb-0.5 px-3 text-xs font-name text-soft">{name}</bdi>}
          <Content entry={entry} tick={tick} readCount={readCount} />
          {message && message.reactions.length > 0 && <ReactionChips message={message} />}
          {isHeldUp && <MessageFault pending={pending} change={change} />}
        </div>
        {canOpen && (
          <div
            className={cx(
              'ease flex flex-none opacity-0 transition-opacity group-hover/message:opacity-100 group-focus-visible/message:opacity-100 focus-within:opacity-100 touch:hidden',
              isOwn && 'flex-row-reverse',
            )}
          >
            {canReact && (
              <MessageTool
                icon={SmilePlus}
                label={t('react')}
                onPress={(anchor) => start({ kind: 'react', message, anchor })}
              />
            )}
            {canReact && (
              <MessageTool icon={Reply} iconClassName="flip" label={t('reply')} onPress={() => reply(message)} />
            )}
            <MessageTool icon={MoreVertical} label={t('actions')} onPress={(anchor) => onMenu(entry, anchor)} />
          </div>
        )}
      </div>
    </article>
  );
}, isSameRow);

/** Entries are built anew with every change of the history; only their parts tell whether a row changed. */
function isSameRow(a: MessageRowProps, b: MessageRowProps): boolean {
  return (
    isSameEntry(a.entry, b.entry) &&
    a.tick === b.tick &&
    a.readCount?.read === b.readCount?.read &&
    a.readCount?.total === b.readCount?.total &&
    a.isTabStop === b.isTabStop &&
    a.isHighlighted === b.isHighlighted &&
    a.setSize === b.setSize &&
    a.onMenu === b.onMenu
  );
}
