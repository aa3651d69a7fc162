'use client';

import { useMessages } from '@app/client/react';
import type { OfferAnswer } from '@app/contracts';
import { CircleCheck, CircleX, type LucideIcon, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { BubblePartProps } from '@/features/chat/bubble-content';
import { usePriceText } from '@/features/chat/use-price-text';
import { isolate } from '@/ui/text';

const ICON: Record<OfferAnswer, LucideIcon> = { accept: CircleCheck, decline: CircleX, withdraw: Undo2 };

/** What a message says about an offer made before it. */
export default function OfferAnswerPart({ entry }: BubblePartProps) {
  const t = useTranslations('offer');
  const { message, pending } = entry;
  const asked = message?.offerAnswer ?? pending?.offerAnswer;
  const chatId = message?.chatId ?? pending?.chatId ?? '';
  // A message on its way does not know the amount; the offer it answers does.
  const offer = useMessages(chatId, ({ items }) => items.find((item) => item.offer?.id === asked?.offerId)?.offer);
  const price = usePriceText(message?.offerAnswer ?? offer ?? null);
  if (!asked) return null;
  const Icon = ICON[asked.answer];
  return (
    <p className="flex items-center gap-2 font-name">
      <Icon aria-hidden className="size-4.5 flex-none" />
      <span suppressHydrationWarning>
        {t('answered', { answer: asked.answer, hasAmount: price ? 'yes' : 'no', amount: isolate(price ?? '') })}
      </span>
    </p>
  );
}
