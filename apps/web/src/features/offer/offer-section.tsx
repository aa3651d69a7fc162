'use client';

import { useOffers, useParley } from '@app/client/react';
import { Tag as OfferIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useChatScope } from '@/features/chat/chat-context';
import { Button } from '@/ui/button';
import { lazyPart } from '@/ui/lazy-part';
import { useOnceOpen } from '@/ui/use-once-open';
import { OfferCard } from './offer-card';
import { OfferHistory } from './offer-history';

const OfferDialog = lazyPart(() => import('./offer-dialog'));

/** Beside a chat of two: what is on the table, and what was. */
export default function OfferSection() {
  const t = useTranslations('offer');
  const { chat, me } = useChatScope();
  const { offers: list } = useParley();
  const { offers, hasMore, isLoading } = useOffers(chat.id, (state) => state);
  const [isOpen, setIsOpen] = useState(false);
  const isLoaded = useOnceOpen(isOpen);
  const live = offers.filter(({ offer }) => offer.state === 'live');
  const past = offers.filter(({ offer }) => offer.state !== 'live');
  const mayOffer = chat.state === 'open' && !chat.isBlocked && !live.some(({ offer }) => offer.makerId === me.id);
  if (!mayOffer && offers.length === 0) return null;
  return (
    <section className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3" aria-label={t('offers')}>
      {mayOffer && (
        <Button size="sm" isWide aria-haspopup="dialog" onPress={() => setIsOpen(true)}>
          <OfferIcon aria-hidden className="flip size-4" />
          {t('make')}
        </Button>
      )}
      {live.map(({ offer }) => (
        <div key={offer.id} tabIndex={-1} className="outline-none">
          <OfferCard offer={offer} stored={offer} />
        </div>
      ))}
      {past.length > 0 && (
        <OfferHistory offers={past} hasMore={hasMore} isLoading={isLoading} onMore={() => void list(chat.id).more()} />
      )}
      {isLoaded && <OfferDialog isOpen={isOpen} onClose={() => setIsOpen(false)} />}
    </section>
  );
}
