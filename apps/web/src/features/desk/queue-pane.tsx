'use client';

import { useParley, useTickets } from '@app/client/react';
import { TICKET_VIEWS } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useListKeys } from '@/features/shell/use-list-keys';
import { ChipGroup } from '@/ui/chip';
import { Pane, PaneBar } from '@/ui/pane';
import { QueueList } from './queue-list';
import { StateFilter } from './state-filter';

export function QueuePane({ currentId }: { currentId: string | null }) {
  const t = useTranslations('desk');
  const { tickets } = useParley();
  const { view, ids } = useTickets((state) => ({ view: state.view, ids: state.ids }));
  useListKeys('/desk', ids, currentId);
  return (
    <Pane
      data-screen="list"
      aria-labelledby="queue-title"
      className="w-[22.5rem] flex-none max-desktop:w-80 max-tablet:w-full group-has-[[data-screen=detail]]/app:max-tablet:hidden"
    >
      <PaneBar className="border-b-0">
        <h2 id="queue-title" className="flex-1 text-lg">
          {t(`title.${view.view}`)}
        </h2>
        <StateFilter value={view.state} onChange={(state) => void tickets.setView({ state })} />
      </PaneBar>
      <div className="flex-none px-4 pb-3">
        <ChipGroup
          label={t('views')}
          value={view.view}
          onChange={(next) => void tickets.setView({ view: next })}
          options={TICKET_VIEWS.map((id) => ({ id, text: t(`view.${id}`) }))}
        />
      </div>
      <QueueList currentId={currentId} />
    </Pane>
  );
}
