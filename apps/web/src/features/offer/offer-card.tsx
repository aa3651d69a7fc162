'use client';

import type { MoneyDto, OfferDto } from '@app/contracts';
import { CircleCheck, Clock, Tag as OfferIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useChatScope } from '@/features/chat/chat-context';
import { usePriceText } from '@/features/chat/use-price-text';
import { Tag } from '@/ui/tag';
import { firstName, isolate } from '@/ui/text';
import { OfferActions } from './offer-actions';
import { useAskedPrice } from './use-asked-price';
import { useTimeLeft } from './use-time-left';

interface OfferCardProps {
  offer: MoneyDto & Pick<OfferDto, 'makerId'> & { counterOfId?: string | null };
  /** Null while it is on its way. */
  stored: OfferDto | null;
  /** What was said with it. */
  note?: ReactNode;
  /** Under the card: time and tick. */
  meta?: ReactNode;
}

/** A live offer with what can be done about it, or an accepted one. The one strong thing in a chat. */
export function OfferCard({ offer, stored, note, meta }: OfferCardProps) {
  const t = useTranslations('offer');
  const { me, nameOf } = useChatScope();
  const price = usePriceText(offer);
  const asked = usePriceText(useAskedPrice(offer));
  const who = offer.makerId === me.id ? 'me' : 'other';
  const name = isolate(firstName(nameOf(offer.makerId)));
  const kind = offer.counterOfId ? 'counter' : 'offer';
  return (
    <section className="edge w-80 max-w-full rounded-lg bg-surface text-ink shadow-2">
      <header className="flex items-center gap-2 px-4 pt-3 text-xs font-semibold text-accent-text">
        <OfferIcon aria-hidden className="size-4 flex-none" />
        <p className="min-w-0 flex-1">{t('title', { who, kind, name })}</p>
        {stored && <OfferTag offer={stored} />}
      </header>
      <p className="flex flex-wrap items-baseline gap-x-2 px-4 pt-1 leading-snug">
        <bdi className="tabular text-[1.5rem] font-[650] tracking-[-0.02em]" suppressHydrationWarning>
          {price}
        </bdi>
        {asked && (
          <s className="tabular text-sm text-quiet">
            <span className="sr-only">{t('insteadOf')} </span>
            <bdi suppressHydrationWarning>{asked}</bdi>
          </s>
        )}
      </p>
      {note && <div className="px-4 pt-1 text-sm text-soft wrap-anywhere">{note}</div>}
      <div className="pt-2">{stored?.state === 'live' && <OfferActions offer={stored} />}</div>
      {meta && <div className="flow-root px-4 pb-2">{meta}</div>}
    </section>
  );
}

function OfferTag({ offer }: { offer: OfferDto }) {
  const t = useTranslations('offer');
  const left = useTimeLeft(offer.expiresAt);
  if (offer.state === 'accepted') {
    return (
      <Tag tone="success">
        <CircleCheck aria-hidden className="size-3.5" />
        {t('state', { state: 'accepted' })}
      </Tag>
    );
  }
  return (
    <Tag tone="warn">
      <Clock aria-hidden className="size-3.5" />
      <span suppressHydrationWarning>{left}</span>
    </Tag>
  );
}
