'use client';

import { useParley, useTickets } from '@app/client/react';
import type { TicketView } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { ChipGroup } from '@/ui/chip';
import { ViewMenu } from './view-menu';

/** Those that an agent goes back to all day; the others are in the menu, and stand here while one of them is open. */
const DAILY: readonly TicketView[] = ['mine', 'unassigned', 'due', 'all'];

export function QueueViews() {
  const t = useTranslations('desk');
  const { tickets } = useParley();
  const view = useTickets((state) => state.view.view);
  const shown = DAILY.includes(view) ? DAILY : [...DAILY, view];
  return (
    <div className="flex flex-none items-center gap-1 ps-4 pe-3 pb-3">
      <div className="min-w-0 flex-1">
        <ChipGroup
          label={t('views')}
          value={view}
          onChange={(next) => void tickets.setView({ view: next })}
          options={shown.map((id) => ({ id, text: t(`view.${id}`) }))}
        />
      </div>
      <ViewMenu />
    </div>
  );
}
