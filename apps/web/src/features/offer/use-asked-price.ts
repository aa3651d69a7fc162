'use client';

import { useMessages } from '@app/client/react';
import type { MoneyDto } from '@app/contracts';
import { useChatScope } from '@/features/chat/chat-context';

/** What was asked for before an offer: by the offer it answers, else by the listing. Null when unknown or the same. */
export function useAskedPrice(offer: MoneyDto & { counterOfId?: string | null }): MoneyDto | null {
  const { chat } = useChatScope();
  const countered = useMessages(chat.id, ({ items }) =>
    offer.counterOfId ? items.find((item) => item.offer?.id === offer.counterOfId)?.offer : null,
  );
  const asked = countered ?? chat.context?.price ?? null;
  return asked && asked.currency === offer.currency && asked.amount !== offer.amount ? asked : null;
}
