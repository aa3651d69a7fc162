'use client';

import { useBell, useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Badge } from '@/ui/badge';
import { LoadMore } from '@/ui/load-more';
import { SkeletonRows } from '@/ui/skeleton';
import { groupRows, type NotificationGroup } from './notification-group';
import { NotificationNotice } from './notification-notice';
import { NotificationRow } from './notification-row';
import { PutAwayNotice } from './put-away-notice';
import type { BellActions } from './use-bell-action';
import { useBellOpening } from './use-bell-opening';
import { useShortAgo } from './use-short-ago';

interface NotificationListProps {
  place: 'panel' | 'page';
  actions: BellActions;
  onOpen: (row: NotificationDto) => void;
}

/** The rows of the bell. Being on screen marks all seen. */
export function NotificationList({ place, actions, onOpen }: NotificationListProps) {
  const t = useTranslations('notification');
  const { bell } = useParley();
  const { rows, isLoaded, isLoading, hasMore, error } = useBell((state) => state);
  const hadUnseen = useBell((state) => state.counts.unseen > 0);
  const { isOpening, newIds } = useBellOpening(rows);
  const isWaiting = !error && (!isLoaded || (isOpening && (hadUnseen || rows.length === 0)));
  const groups = isWaiting ? [] : groupRows(rows, newIds, place);

  const open = (row: NotificationDto) => {
    if (row.readAt === null) void actions.markRead(row.id);
    onOpen(row);
  };

  return (
    <div className="flex flex-1 flex-col p-2" aria-busy={isWaiting}>
      <div role="alert">
        {actions.fault && (
          <p className="flex items-center gap-1.5 px-2 py-1.5 text-sm text-danger">
            <CircleAlert aria-hidden className="size-4 flex-none" />
            {t('actFailed', { reason: actions.fault })}
          </p>
        )}
      </div>
      <PutAwayNotice actions={actions} />
      {isWaiting && <SkeletonRows count={place === 'panel' ? 5 : 8} />}
      {groups.map((group) => (
        <Group key={group.key} group={group} onOpen={open} actions={actions} />
      ))}
      {(error || (!isWaiting && rows.length === 0)) && <NotificationNotice />}
      {!isWaiting && hasMore && !error && <LoadMore isLoading={isLoading} onMore={() => void bell.loadMore()} />}
    </div>
  );
}

interface GroupProps {
  group: NotificationGroup;
  onOpen: (row: NotificationDto) => void;
  actions: BellActions;
}

function Group({ group, onOpen, actions }: GroupProps) {
  const t = useTranslations('notification');
  const nav = useTranslations('nav');
  const ago = useShortAgo();
  const titleId = useId();
  const isNew = group.key === 'new';
  const count = group.rows.filter((row) => row.readAt === null).length;
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="flex items-center gap-2 px-2 pt-3 pb-1.5 text-xs tracking-normal text-quiet">
        {t(group.key)}
        {isNew && <Badge count={count} label={nav('unread', { count })} />}
      </h3>
      <ul className="grid gap-0.5">
        {group.rows.map((row) => (
          <li key={row.id}>
            <NotificationRow row={row} isNew={isNew} when={ago(row.updatedAt)} onOpen={onOpen} actions={actions} />
          </li>
        ))}
      </ul>
    </section>
  );
}
