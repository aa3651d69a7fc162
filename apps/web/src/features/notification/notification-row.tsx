'use client';

import { useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import { cx } from '@/ui/cx';
import { Link } from '@/ui/link';
import { NotificationIcon } from './notification-icon';
import { isOutside, linkOf } from './notification-link';
import { NotificationText } from './notification-text';
import { RowActions } from './row-actions';
import type { BellActions } from './use-bell-action';

interface NotificationRowProps {
  row: NotificationDto;
  isNew: boolean;
  when: string;
  /** The row was followed: it is read now, and what it leads to opens. */
  onOpen: (row: NotificationDto) => void;
  actions: BellActions;
}

const face =
  'ease grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 rounded-md px-2 py-2.5 text-start text-inherit no-underline transition-colors hover:bg-hover';

/** Unseen = tint, dot and petrol time; seen = plain; read = softer and not bold. Words for readers say the same. */
export function NotificationRow({ row, isNew, when, onOpen, actions }: NotificationRowProps) {
  const t = useTranslations('notification');
  const { me } = useParley();
  const href = linkOf(row, me.role);
  const isUnread = row.readAt === null;
  const isTinted = isNew && isUnread;
  const className = cx(face, isTinted && 'bg-[color-mix(in_oklab,var(--accent-soft)_55%,transparent)]');
  const content = (
    <>
      <NotificationIcon row={row} />
      <NotificationText row={row} />
      <span className="grid min-w-14 justify-items-end text-xs whitespace-nowrap">
        <time
          dateTime={row.updatedAt}
          suppressHydrationWarning
          className={isTinted ? 'font-name text-accent-text' : 'text-quiet'}
        >
          {when}
        </time>
        {isUnread && <span className="sr-only">{t(isNew ? 'isNew' : 'isUnread')}</span>}
      </span>
    </>
  );
  return (
    <div className="group/note relative">
      {href ? (
        <Link
          href={href}
          {...(isOutside(href) && { target: '_blank', rel: 'noopener noreferrer' })}
          onClick={() => onOpen(row)}
          className={className}
        >
          {content}
        </Link>
      ) : (
        <Button onPress={() => onOpen(row)} className={className}>
          {content}
        </Button>
      )}
      <RowActions row={row} isNew={isNew} actions={actions} />
    </div>
  );
}
