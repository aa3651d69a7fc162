'use client';

import type { OfferDto } from '@app/contracts';
import { Tag as OfferIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useChatScope } from '@/features/chat/chat-context';
import { usePriceText } from '@/features/chat/use-price-text';
import { firstName, isolate } from '@/ui/text';

interface OfferLineProps {
  offer: OfferDto;
  note?: ReactNode;
  meta?: ReactNode;
}

/** An offer that came to nothing: one quiet line with the amount struck through. */
export function OfferLine({ offer, note, meta }: OfferLineProps) {
  const t = useTranslations('offer');
  const { me, nameOf } = useChatScope();
  const amount = isolate(usePriceText(offer) ?? '');
  const who = offer.makerId === me.id ? 'me' : 'other';
  const name = isolate(firstName(nameOf(offer.makerId)));
  return (
    <div className="max-w-full rounded-md border border-dashed border-control px-3 py-2 text-sm text-soft">
      <p className="flex items-start gap-2">
        <OfferIcon aria-hidden className="mt-0.5 size-4 flex-none" />
        <span suppressHydrationWarning>
          {t.rich('closed', {
            who,
            name,
            state: offer.state,
            amount,
            s: (chunks) => <s className="tabular">{chunks}</s>,
          })}
        </span>
      </p>
      {note && <div className="ps-6 pt-1 wrap-anywhere">{note}</div>}
      {meta && <div className="flow-root">{meta}</div>}
    </div>
  );
}
