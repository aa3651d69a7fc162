'use client';

import { LifeBuoy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';

/** What stands beside the requests while none is open. */
export function NoRequest() {
  const t = useTranslations('support');
  return (
    <section aria-label={t('welcomeTitle')} className="flex min-w-0 flex-1 border-s border-line max-tablet:hidden">
      <PageTitle page={t('title')} />
      <EmptyState
        icon={LifeBuoy}
        title={t('welcomeTitle')}
        action={
          <ButtonLink href="/support/new" variant="primary">
            {t('new')}
          </ButtonLink>
        }
      >
        {t('welcomeText')}
      </EmptyState>
    </section>
  );
}
