'use client';

import { ArrowRight, ChevronLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, IconLink } from '@/ui/button';

interface ComposeHeaderProps {
  isLater: boolean;
  isPending: boolean;
  onKeep: () => void;
  onReview: () => void;
}

/** The way back, and the two ways on. */
export function ComposeHeader({ isLater, isPending, onKeep, onReview }: ComposeHeaderProps) {
  const t = useTranslations('broadcast');
  return (
    <header className="mb-5 flex flex-wrap items-center gap-3">
      <IconLink href="/broadcasts" label={t('toList')} className="-ms-2">
        <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
      </IconLink>
      <div className="min-w-0 flex-1">
        <h1 className="text-xl tracking-[-0.02em]">{t('new')}</h1>
        <p className="text-sm text-quiet">{t('newLead')}</p>
      </div>
      <div className="flex gap-3 max-tablet:w-full max-tablet:*:flex-1">
        <Button isDisabled={isPending} onPress={onKeep}>
          {t('keepDraft')}
        </Button>
        <Button variant="primary" isPending={isPending} onPress={onReview}>
          {t(isLater ? 'reviewLater' : 'review')}
          {!isPending && <ArrowRight aria-hidden className="flip size-4" />}
        </Button>
      </div>
    </header>
  );
}
