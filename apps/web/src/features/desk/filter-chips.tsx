'use client';

import { NO_TICKET_FILTER } from '@app/client';
import { useParley, useTickets } from '@app/client/react';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CategoryName } from '@/features/category/category-name';
import { Press } from '@/ui/press';
import type { Filters } from './queue-filter';

/** What the queue is filtered by; each chip takes its filter away. */
export function FilterChips() {
  const t = useTranslations();
  const { tickets } = useParley();
  const view = useTickets((state) => state.view);
  const colleague = useTickets(
    ({ byId }) => Object.values(byId).find(({ assignee }) => assignee?.id === view.assigneeId)?.assignee?.name,
  );
  const textOf: Record<keyof Filters, ReactNode> = {
    state: view.state && t(`support.state.${view.state}`),
    priority: view.priority && t(`support.priority.${view.priority}`),
    category: view.category && <CategoryName id={view.category} />,
    language: view.language && t(`desk.languages.${view.language}`),
    tag: view.tag && <bdi>{view.tag}</bdi>,
    assigneeId: view.assigneeId && <bdi>{colleague ?? t('desk.colleague')}</bdi>,
  };
  const names = (Object.keys(NO_TICKET_FILTER) as (keyof Filters)[]).filter((name) => view[name] !== null);
  if (names.length === 0) return null;
  return (
    <ul aria-label={t('desk.filteredBy')} className="flex flex-none flex-wrap gap-1.5 px-4 pb-3">
      {names.map((name) => (
        <li key={name}>
          <Press
            title={t('desk.dropFilter')}
            onPress={() => void tickets.setView({ [name]: null })}
            className="edge ease inline-flex min-h-7 items-center gap-1 rounded-xs bg-hover ps-2 pe-1 text-xs font-name text-soft transition-colors touch:min-h-9 hover:text-ink"
          >
            {textOf[name]}
            <span className="sr-only">{t('desk.dropFilter')}</span>
            <X aria-hidden className="size-3.5" />
          </Press>
        </li>
      ))}
    </ul>
  );
}
