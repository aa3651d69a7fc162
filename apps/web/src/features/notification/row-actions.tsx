'use client';

import type { NotificationDto } from '@app/contracts';
import { Check, Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { cx } from '@/ui/cx';
import { lazyPart } from '@/ui/lazy-part';
import type { BellActions } from './use-bell-action';

const NotificationMenu = lazyPart(() => import('./notification-menu'));

interface RowActionsProps {
  row: NotificationDto;
  isNew: boolean;
  actions: BellActions;
}

const spot = 'grid size-7 place-items-center rounded-full text-soft hover:bg-hover hover:text-ink touch:size-10';

/** At the end of a row: what else can be done with it, and the dot of a new one, which marks it read. */
export function RowActions({ row, isNew, actions }: RowActionsProps) {
  const t = useTranslations('notification');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <div className="absolute end-0.5 top-7 flex touch:-end-1 touch:top-6">
      <Button
        aria-label={t('more', { title: row.title })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onPress={({ target }) => setAnchor(target as HTMLElement)}
        className={spot}
      >
        <Ellipsis
          aria-hidden
          className="size-4 opacity-0 group-hover/note:opacity-100 group-focus-within/note:opacity-100 touch:opacity-100"
        />
      </Button>
      {row.readAt === null && <ReadButton row={row} isNew={isNew} onPress={() => void actions.markRead(row.id)} />}
      {anchor && <NotificationMenu row={row} anchor={anchor} actions={actions} onClose={() => setAnchor(null)} />}
    </div>
  );
}

/** The dot of a new row; with the pointer or the focus on it, the way to mark it read without opening it. */
function ReadButton({ row, isNew, onPress }: { row: NotificationDto; isNew: boolean; onPress: () => void }) {
  const t = useTranslations('notification');
  return (
    <Button aria-label={t('readOne', { title: row.title })} onPress={onPress} className={cx('group/read', spot)}>
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
