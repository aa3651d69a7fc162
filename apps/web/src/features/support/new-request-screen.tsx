'use client';

import { ChevronLeft } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { PageTitle } from '@/features/shell/page-title';
import { ButtonLink, IconLink } from '@/ui/button';
import { Pane, PaneBar } from '@/ui/pane';
import { NewRequestForm } from './new-request-form';

export function NewRequestScreen() {
  const t = useTranslations();
  const router = useRouter();
  return (
    <Pane
      data-screen="detail"
      aria-labelledby="new-request-title"
      ground="canvas"
      className="flex-1 border-line tablet:border-s"
    >
      <PageTitle page={t('support.new')} />
      <PaneBar className="max-tablet:gap-2 max-tablet:ps-3">
        <IconLink href="/support" label={t('support.toRequests')} className="-ms-2 tablet:hidden">
          <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconLink>
        <h2 id="new-request-title" className="text-lg">
          {t('support.new')}
        </h2>
      </PaneBar>
      <div className="scroll-y flex-1">
        <div className="mx-auto w-full max-w-2xl px-8 py-6 max-tablet:px-4 max-tablet:py-4">
          <NewRequestForm
            lead={t('support.newLead')}
            onSent={(ticketId) => router.push(`/support/${ticketId}`)}
            cancel={<ButtonLink href="/support">{t('app.cancel')}</ButtonLink>}
          />
        </div>
      </div>
    </Pane>
  );
}
