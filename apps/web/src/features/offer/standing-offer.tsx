'use client';

import type { OfferDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { usePriceText } from '@/features/chat/use-price-text';
import { Button } from '@/ui/button';
import { isolate } from '@/ui/text';
import { useOfferAnswer } from './use-offer-answer';

interface StandingOfferProps {
  offer: OfferDto;
  onClose: () => void;
}

/** Instead of the form: a side has one live offer, so the one that stands goes first. */
export function StandingOffer({ offer, onClose }: StandingOfferProps) {
  const t = useTranslations('offer');
  const app = useTranslations('app');
  const box = useRef<HTMLDivElement>(null);
  const { isUnderWay, answer } = useOfferAnswer(offer, box);
  const amount = isolate(usePriceText(offer) ?? '');
  return (
    <div ref={box}>
      <p className="px-5 text-soft">{t('standing', { amount })}</p>
      <footer className="flex justify-end gap-2 p-5">
        <Button onPress={onClose}>{app('cancel')}</Button>
        <Button variant="primary" isPending={isUnderWay} onPress={() => answer('withdraw')}>
          {t('withdrawIt')}
        </Button>
      </footer>
    </div>
  );
}
