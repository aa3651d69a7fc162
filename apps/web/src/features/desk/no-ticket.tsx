'use client';

import { Headset } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { EmptyState } from '@/ui/empty-state';

/** What stands beside the queue while no ticket is open. */
export function NoTicket() {
  const t = useTranslations('desk');
  return (
    <section aria-label={t('choose')} className="flex min-w-0 flex-1 border-s border-line max-tablet:hidden">
      <PageTitle page={t('title.all')} />
      <EmptyState icon={Headset} title={t('choose')}>
        {t('chooseText')}
      </EmptyState>
    </section>
  );
}
