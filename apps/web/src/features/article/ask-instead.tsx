'use client';

import { useParley } from '@app/client/react';
import { LifeBuoy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/ui/button';

/** For customers whom no article helps. */
export function AskInstead() {
  const t = useTranslations('article');
  const { me } = useParley();
  if (me.role !== 'user') return null;
  return (
    <p className="mt-5 flex flex-wrap items-center justify-center gap-3 text-sm text-soft">
      {t('askLead')}
      <ButtonLink href="/support/new" size="sm">
        <LifeBuoy aria-hidden className="size-4" />
        {t('ask')}
      </ButtonLink>
    </p>
  );
}
