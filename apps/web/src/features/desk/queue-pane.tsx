'use client';

import { useTickets } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useListKeys } from '@/features/shell/use-list-keys';
import { Pane, PaneBar } from '@/ui/pane';
import { FilterChips } from './filter-chips';
import { QueueFilter } from './queue-filter';
import { QueueList } from './queue-list';
import { QueueViews } from './queue-views';
import { useQueueKeys } from './use-queue-keys';

export function QueuePane({ currentId }: { currentId: string | null }) {
  const t = useTranslations('desk');
  const { view, ids } = useTickets((state) => ({ view: state.view, ids: state.ids }));
  useListKeys('/desk', ids, currentId);
  useQueueKeys(ids, currentId);
  return (
    <Pane
      data-screen="list"
      aria-labelledby="queue-title"
      className="w-[22.5rem] flex-none max-desktop:w-80 max-tablet:w-full group-has-[[data-screen=detail]]/app:max-tablet:hidden"
    >
      <PaneBar className="border-b-0">
        <h2 id="queue-title" className="one-line flex-1 text-lg">
          {t(`title.${view.view}`)}
        </h2>
        <QueueFilter />
      </PaneBar>
      <QueueViews />
      <FilterChips />
      <QueueList currentId={currentId} />
    </Pane>
  );
}
