'use client';

import { useParley, useTicket } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { CircleAlert, CirclePause, type LucideIcon, MessageCircleReply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { CategoryTag } from '@/features/category/category-name';
import { tagRowStyle, ticketRowStyle } from '@/features/support/ticket-row-style';
import { PriorityTag, StateTag } from '@/features/support/ticket-tag';
import { useDateText } from '@/i18n/use-date-text';
import { cx } from '@/ui/cx';
import { Link } from '@/ui/link';
import { Tag } from '@/ui/tag';
import { firstName } from '@/ui/text';
import { SlaMark } from './sla-mark';

/** One ticket of the queue: what, who, since when, and whose turn it is. */
export function QueueRow({ ticketId, isCurrent }: { ticketId: string; isCurrent: boolean }) {
  const ticket = useTicket(ticketId);
  return ticket ? <Row ticket={ticket} isCurrent={isCurrent} /> : null;
}

function Row({ ticket, isCurrent }: { ticket: SupportTicketDto; isCurrent: boolean }) {
  const { me } = useParley();
  const date = useDateText();
  const { assignee } = ticket;
  return (
    <Link
      href={`/desk/${ticket.id}`}
      aria-current={isCurrent ? 'page' : undefined}
      data-ticket-id={ticket.id}
      className={ticketRowStyle}
    >
      <span
        dir="auto"
        className={cx('one-line text-md leading-snug', isWaiting(ticket) ? 'font-semibold' : 'font-name')}
      >
        {ticket.subject}
      </span>
      <Turn ticket={ticket} />
      <span className="flex min-w-0 gap-1.5 text-xs text-quiet group-aria-[current=page]:text-soft">
        <bdi className="tabular">#{ticket.number}</bdi>
        <span aria-hidden>·</span>
        <span dir="auto" className="one-line">
          {ticket.requester.name}
        </span>
      </span>
      <time
        dateTime={ticket.updatedAt}
        suppressHydrationWarning
        className="text-end text-xs text-quiet group-aria-[current=page]:text-soft"
      >
        {date.short(ticket.updatedAt)}
      </time>
      <span className={cx('col-span-2', tagRowStyle)}>
        <StateTag state={ticket.state} />
        <PriorityTag priority={ticket.priority} />
        <SlaMark ticket={ticket} />
        <CategoryTag id={ticket.category} />
        {assignee && assignee.id !== me.id && (
          <Tag>
            <bdi>{firstName(assignee.name)}</bdi>
          </Tag>
        )}
      </span>
    </Link>
  );
}

function isWaiting({ isAwaitingReply, state }: SupportTicketDto): boolean {
  return isAwaitingReply && (state === 'new' || state === 'open');
}

/** Whose turn it is, in an icon and in words. */
function Turn({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('desk.turn');
  const turn = turnOf(ticket);
  if (!turn) return <span />;
  const { id, icon: Icon, tone } = turn;
  return (
    <span className={cx('inline-flex items-center gap-1 text-xs font-name whitespace-nowrap', tone)}>
      <Icon aria-hidden className="size-3.5" />
      {t(id)}
    </span>
  );
}

interface Turn {
  id: 'ours' | 'customer' | 'paused';
  icon: LucideIcon;
  tone: string;
}

function turnOf(ticket: SupportTicketDto): Turn | null {
  if (isWaiting(ticket)) return { id: 'ours', icon: CircleAlert, tone: 'text-warn' };
  const quiet = 'text-quiet group-aria-[current=page]:text-soft';
  if (ticket.state === 'on_hold') return { id: 'paused', icon: CirclePause, tone: quiet };
  if (ticket.state === 'pending' || ticket.state === 'open') {
    return { id: 'customer', icon: MessageCircleReply, tone: quiet };
  }
  return null;
}
