'use client';

import { useTicket } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { CategoryName } from '@/features/category/category-name';
import { useDateText } from '@/i18n/use-date-text';
import { Badge } from '@/ui/badge';
import { cx } from '@/ui/cx';
import { Link } from '@/ui/link';
import { tagRowStyle, ticketRowStyle } from './ticket-row-style';
import { ProgressTag } from './ticket-tag';
import { useTicketUnread } from './use-ticket-unread';

/** One request of the customer's own. */
export function RequestRow({ ticketId, isCurrent }: { ticketId: string; isCurrent: boolean }) {
  const ticket = useTicket(ticketId);
  return ticket ? <Row ticket={ticket} isCurrent={isCurrent} /> : null;
}

function Row({ ticket, isCurrent }: { ticket: SupportTicketDto; isCurrent: boolean }) {
  const t = useTranslations();
  const date = useDateText();
  const unread = useTicketUnread(ticket);
  const isUnread = unread > 0;
  return (
    <Link
      href={`/support/${ticket.id}`}
      aria-current={isCurrent ? 'page' : undefined}
      data-ticket-id={ticket.id}
      className={ticketRowStyle}
    >
      <span dir="auto" className={cx('one-line text-md', isUnread ? 'font-bold' : 'font-name')}>
        {ticket.subject}
      </span>
      <time
        dateTime={ticket.updatedAt}
        suppressHydrationWarning
        className={cx('text-end text-xs', isUnread ? 'font-name text-accent-text' : 'text-quiet')}
      >
        {date.short(ticket.updatedAt)}
      </time>
      <span className="flex min-w-0 gap-1.5 text-xs text-quiet group-aria-[current=page]:text-soft">
        <bdi className="tabular">#{ticket.number}</bdi>
        <span aria-hidden>·</span>
        <span className="one-line">
          <CategoryName id={ticket.category} />
        </span>
      </span>
      <span />
      <span className={tagRowStyle}>
        <ProgressTag state={ticket.state} />
      </span>
      <span className="flex items-center justify-end">
        <Badge count={unread} max={999} label={t('inbox.unreadCount', { count: unread })} />
      </span>
    </Link>
  );
}
