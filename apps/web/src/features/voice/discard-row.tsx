'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';

interface DiscardRowProps {
  onKeep: () => void;
  onDiscard: () => void;
}

/** Nobody can say it again the same way: deleting is asked for. */
export function DiscardRow({ onKeep, onDiscard }: DiscardRowProps) {
  const t = useTranslations('voice');
  return (
    <>
      <p role="alert" className="min-w-0 flex-1 self-center px-1.5 text-sm">
        {t('discardAsk')}
      </p>
      <Button size="sm" onPress={onKeep} data-main>
        {t('discardNo')}
      </Button>
      <Button size="sm" variant="danger" onPress={onDiscard}>
        {t('discardYes')}
      </Button>
    </>
  );
}
