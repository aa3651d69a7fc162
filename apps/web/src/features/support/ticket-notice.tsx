'use client';

import type { ParleyError } from '@app/client';
import { CloudOff, RotateCw, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

/** A foreign ticket and one that never was get the same answer, so that nobody learns which. */
const NOT_HERE: ReadonlySet<string> = new Set(['FORBIDDEN', 'NOT_FOUND', 'VALIDATION']);

interface TicketNoticeProps {
  error: ParleyError;
  onRetry: () => void;
  /** The list this ticket would be in. */
  listHref: '/support' | '/desk';
}

export function TicketNotice({ error, onRetry, listHref }: TicketNoticeProps) {
  const t = useTranslations('support');
  const app = useTranslations('app');
  if (NOT_HERE.has(error.code)) {
    return (
      <EmptyState
        role="alert"
        icon={SearchX}
        title={t('notFoundTitle')}
        action={<ButtonLink href={listHref}>{t(listHref === '/desk' ? 'toQueue' : 'toRequests')}</ButtonLink>}
      >
        {t('notFoundText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      role="alert"
      icon={CloudOff}
      title={t('loadError')}
      action={
        <Button onPress={onRetry}>
          <RotateCw aria-hidden className="size-4" />
          {app('retry')}
        </Button>
      }
    >
      {t('loadErrorText')}
    </EmptyState>
  );
}
