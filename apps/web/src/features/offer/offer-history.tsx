'use client';

import type { OfferHistoryDto, OfferState, OfferStepDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useChatScope } from '@/features/chat/chat-context';
import { usePriceText } from '@/features/chat/use-price-text';
import { useDateText } from '@/i18n/use-date-text';
import { Button } from '@/ui/button';
import { Tag, type Tone } from '@/ui/tag';
import { firstName, isolate } from '@/ui/text';

const SHOWN_AT_FIRST = 3;

const TONE: Partial<Record<OfferState, Tone>> = { accepted: 'success', declined: 'danger' };

interface OfferHistoryProps {
  offers: readonly OfferHistoryDto[];
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

/** Offers that have ended, newest first, each with its steps. */
export function OfferHistory({ offers, hasMore, isLoading, onMore }: OfferHistoryProps) {
  const t = useTranslations('offer');
  const [areAllShown, setAreAllShown] = useState(false);
  const shown = areAllShown ? offers : offers.slice(0, SHOWN_AT_FIRST);
  return (
    <div>
      <h3 className="mb-1 text-sm">{t('past')}</h3>
      <ul>
        {shown.map((past) => (
          <PastOffer key={past.offer.id} past={past} />
        ))}
      </ul>
      {(hasMore || shown.length < offers.length) && (
        <Button
          variant="ghost"
          size="sm"
          isWide
          isPending={isLoading}
          onPress={() => (areAllShown ? onMore() : setAreAllShown(true))}
        >
          {t('showMore')}
        </Button>
      )}
    </div>
  );
}

function PastOffer({ past: { offer, steps } }: { past: OfferHistoryDto }) {
  const t = useTranslations('offer');
  const price = usePriceText(offer);
  return (
    <li className="border-b border-line py-2 text-sm last:border-0">
      <p className="flex items-center justify-between gap-2">
        <bdi className="tabular font-name" suppressHydrationWarning>
          {offer.state === 'accepted' ? price : <s>{price}</s>}
        </bdi>
        <Tag tone={TONE[offer.state]}>{t('state', { state: offer.state })}</Tag>
      </p>
      <ol className="text-xs text-quiet">
        {steps.map((step) => (
          <Step key={step.state} step={step} />
        ))}
      </ol>
    </li>
  );
}

function Step({ step: { state, byUserId, at } }: { step: OfferStepDto }) {
  const t = useTranslations('offer');
  const { me, nameOf } = useChatScope();
  const date = useDateText();
  const who = byUserId === null ? 'time' : byUserId === me.id ? 'me' : 'other';
  const name = isolate(firstName(nameOf(byUserId)));
  return (
    <li className="flex justify-between gap-2">
      <span>{t('step', { state, who, name })}</span>
      <time dateTime={at} title={date.full(at)} className="tabular flex-none" suppressHydrationWarning>
        {date.short(at)}
      </time>
    </li>
  );
}
