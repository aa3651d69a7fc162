'use client';

import { useStore, useTickets } from '@app/client/react';
import { ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useListKeys } from '@/features/shell/use-list-keys';
import { IconButton } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { Pane, PaneBar } from '@/ui/pane';
import { AvailabilityBar } from './availability-bar';
import { FilterChips } from './filter-chips';
import { QueueFilter } from './queue-filter';
import { QueueList } from './queue-list';
import { QueueViews } from './queue-views';
import { openView } from './saved-view';
import { useDesk } from './use-desk';
import { useDeskKeys } from './use-desk-keys';
import { useQueueKeys } from './use-queue-keys';
import { useSelection } from './use-selection';

const BulkBar = lazyPart(() => import('./bulk-bar'));

export function QueuePane({ currentId }: { currentId: string | null }) {
  const t = useTranslations('desk');
  const { view, ids } = useTickets((state) => ({ view: state.view, ids: state.ids }));
  useListKeys('/desk', ids, currentId);
  useQueueKeys(ids, currentId);
  // The menu of views asks for them
  const views = useStore(useDesk().views, (state) => state.items);
  const saved = openView(views, view);
  const selection = useSelection(ids);
  const { chosen } = selection;
  useDeskKeys({
    x: () => {
      if (currentId && ids.includes(currentId)) selection.toggle(currentId);
    },
  });
  return (
    <Pane
      data-screen="list"
      aria-labelledby="queue-title"
      className="w-[22.5rem] flex-none max-desktop:w-80 max-tablet:w-full group-has-[[data-screen=detail]]/app:max-tablet:hidden"
    >
      <PaneBar className="border-b-0">
        <h2 id="queue-title" className="one-line flex-1 text-lg">
          {saved ? <bdi>{saved.name}</bdi> : t(`title.${view.view}`)}
        </h2>
        <IconButton
          label={t(chosen ? 'bulk.end' : 'bulk.start')}
          aria-pressed={chosen !== null}
          onPress={() => (chosen ? selection.end() : selection.choose([]))}
        >
          <ListChecks aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
        <QueueFilter />
      </PaneBar>
      <QueueViews />
      <FilterChips />
      <QueueList currentId={currentId} selection={selection} />
      {chosen ? <BulkBar ids={ids} selection={selection} chosen={chosen} /> : <AvailabilityBar />}
    </Pane>
  );
}
