'use client';

import { NO_TICKET_FILTER, type TicketListView } from '@app/client';
import { useParley, useTickets } from '@app/client/react';
import { LOCALES, TICKET_PRIORITIES, TICKET_STATES } from '@app/contracts';
import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { useCategoryOptions } from '@/features/category/use-categories';
import { Button } from '@/ui/button';
import { SelectButton } from '@/ui/select-button';
import { SelectField } from '@/ui/select-field';
import { useKnownTags } from './use-known-tags';

export type Filters = Omit<TicketListView, 'view'>;

/** How many things the list is filtered by. */
export function countFilters(view: TicketListView): number {
  return Object.keys(NO_TICKET_FILTER).filter((name) => view[name as keyof Filters] !== null).length;
}

/** Everything the queue can be narrowed down by. */
export function QueueFilter() {
  const t = useTranslations('desk');
  const count = useTickets(({ view }) => countFilters(view));
  return (
    <DialogTrigger>
      <SelectButton icon={<ListFilter aria-hidden className="size-4 text-soft" />} label={t('filter')} isQuiet>
        {t('filterCount', { count })}
      </SelectButton>
      <Popover
        placement="bottom end"
        offset={6}
        className="edge pop w-80 max-w-[calc(100vw-1.5rem)] rounded-lg bg-raised shadow-3 outline-none [--ground:var(--surface-raised)]"
      >
        <Dialog aria-label={t('filter')} className="scroll-y max-h-[80dvh] p-4 outline-none">
          {({ close }) => <FilterForm onDone={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function FilterForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations();
  const { tickets } = useParley();
  const view = useTickets((state) => state.view);
  const tags = useKnownTags(view.tag);
  const categories = useCategoryOptions(view.category);
  const change = (part: Partial<Filters>) => void tickets.setView(part);
  return (
    <div className="grid gap-3">
      <SelectField
        label={t('desk.state')}
        anyText={t('desk.anyState')}
        value={view.state}
        onChange={(state) => change({ state })}
        options={TICKET_STATES.map((id) => ({ id, text: t(`support.state.${id}`) }))}
      />
      <SelectField
        label={t('desk.priority')}
        anyText={t('desk.anyPriority')}
        value={view.priority}
        onChange={(priority) => change({ priority })}
        options={TICKET_PRIORITIES.map((id) => ({ id, text: t(`support.priority.${id}`) }))}
      />
      <SelectField
        label={t('desk.category')}
        anyText={t('desk.anyCategory')}
        value={view.category}
        onChange={(category) => change({ category })}
        options={categories}
      />
      <SelectField
        label={t('desk.language')}
        anyText={t('desk.anyLanguage')}
        value={view.language}
        onChange={(language) => change({ language })}
        options={LOCALES.map((id) => ({ id, text: t(`desk.languages.${id}`) }))}
      />
      <SelectField
        label={t('desk.tag')}
        anyText={t('desk.anyTag')}
        value={view.tag}
        onChange={(tag) => change({ tag })}
        options={tags.map((tag) => ({ id: tag, text: tag }))}
      />
      <div className="flex justify-end gap-2 pt-1">
        <Button variant="ghost" size="sm" onPress={() => change(NO_TICKET_FILTER)}>
          {t('desk.noFilter')}
        </Button>
        <Button size="sm" onPress={onDone}>
          {t('app.close')}
        </Button>
      </div>
    </div>
  );
}
