'use client';

import { BookOpen, Plus } from 'lucide-react';
import { useParams, usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RoleGate } from '@/features/shell/role-gate';
import { IconLink } from '@/ui/button';
import { Pane, PaneBar } from '@/ui/pane';
import { RequestList } from './request-list';

/** A customer's own requests beside the one that is open; on a phone one of them at a time. */
export function Support({ children }: { children: ReactNode }) {
  const t = useTranslations('support');
  return (
    <RoleGate roles={['user']} href="/desk">
      <h1 className="sr-only">{t('title')}</h1>
      <RequestPane />
      {children}
    </RoleGate>
  );
}

function RequestPane() {
  const t = useTranslations('support');
  const articles = useTranslations('article');
  const { ticketId } = useParams<{ ticketId?: string }>();
  const isNew = usePathname() === '/support/new';
  return (
    <Pane
      data-screen="list"
      aria-labelledby="request-list-title"
      className="w-(--list) flex-none max-desktop:w-80 max-tablet:w-full group-has-[[data-screen=detail]]/app:max-tablet:hidden"
    >
      <PaneBar className="border-b-0">
        <h2 id="request-list-title" className="flex-1 text-lg">
          {t('title')}
        </h2>
        <IconLink href="/help" label={articles('title')}>
          <BookOpen aria-hidden className="size-5" strokeWidth={1.75} />
        </IconLink>
        <IconLink href="/support/new" label={t('new')} aria-current={isNew ? 'page' : undefined}>
          <Plus aria-hidden className="size-5" strokeWidth={1.75} />
        </IconLink>
      </PaneBar>
      <RequestList currentId={ticketId ?? null} />
    </Pane>
  );
}
