'use client';

import { useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import { cx } from '@/ui/cx';
import { Link } from '@/ui/link';
import { NotificationIcon } from './notification-icon';
import { linkOf } from './notification-link';
import { NotificationText } from './notification-text';

interface NotificationRowProps {
  row: NotificationDto;
  isNew: boolean;
  when: string;
  /** The row was followed: it is read now, and what it leads to opens. */
  onOpen: (row: NotificationDto) => void;
  onRead: (row: NotificationDto) => void;
}

const face =
  'ease grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 rounded-md px-2 py-2.5 text-start text-inherit no-underline transition-colors hover:bg-hover';

/** Unseen = tint, dot and petrol time; seen = plain; read = softer and not bold. Words for readers say the same. */
export function NotificationRow({ row, isNew, when, onOpen, onRead }: NotificationRowProps) {
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
      <span className="grid justify-items-end text-xs whitespace-nowrap">
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
        <Link href={href} onClick={() => onOpen(row)} className={className}>
          {content}
        </Link>
      ) : (
        <Button onPress={() => onOpen(row)} className={className}>
          {content}
        </Button>
      )}
      {isUnread && <ReadButton title={row.title} isNew={isNew} onPress={() => onRead(row)} />}
    </div>
  );
}

/** The dot of a new row; with the pointer or the focus on it, the way to mark it read without opening it. */
function ReadButton({ title, isNew, onPress }: { title: string; isNew: boolean; onPress: () => void }) {
  const t = useTranslations('notification');
  return (
    <Button
      aria-label={t('readOne', { title })}
      onPress={onPress}
      className="group/read absolute end-0.5 top-7 grid size-7 place-items-center rounded-full text-soft hover:bg-hover hover:text-ink touch:size-10 touch:-end-1 touch:top-6"
    >
      <span
        className={cx(
          'size-2 rounded-full bg-accent group-hover/note:hidden group-data-focus-visible/read:hidden',
          !isNew && 'hidden',
        )}
      />
      <Check
        aria-hidden
        className={cx(
          'hidden size-4 group-hover/note:block group-data-focus-visible/read:block',
          !isNew && 'touch:block',
        )}
      />
    </Button>
  );
}
