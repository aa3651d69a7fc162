'use client';

import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RoleGate } from '@/features/shell/role-gate';
import { QueuePane } from './queue-pane';

const STAFF = ['agent', 'admin'] as const;

/** The queue beside the ticket that is open; on a phone one of them at a time. */
export function Desk({ children }: { children: ReactNode }) {
  const t = useTranslations('nav');
  const { ticketId } = useParams<{ ticketId?: string }>();
  return (
    <RoleGate roles={STAFF} href="/support">
      <h1 className="sr-only">{t('desk')}</h1>
      <QueuePane currentId={ticketId ?? null} />
      {children}
    </RoleGate>
  );
}
