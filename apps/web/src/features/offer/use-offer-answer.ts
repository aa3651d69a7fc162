'use client';

import { useMessages } from '@app/client/react';
import type { OfferAnswer, OfferDto } from '@app/contracts';
import type { RefObject } from 'react';
import { useChatScope } from '@/features/chat/chat-context';

export interface OfferAnswering {
  /** An answer of this person to this offer is on its way. */
  isUnderWay: boolean;
  answer: (kind: OfferAnswer) => void;
}

/** Answers an offer by a message. The buttons go with it, so the focus goes to what they stood in. */
export function useOfferAnswer({ id }: OfferDto, box: RefObject<HTMLElement | null>): OfferAnswering {
  const { store, goToEnd } = useChatScope();
  const isUnderWay = useMessages(store.chatId, ({ pending }) =>
    pending.some(
      ({ status, offer, offerAnswer }) =>
        status !== 'failed' && (offerAnswer?.offerId === id || offer?.counterOfId === id),
    ),
  );
  return {
    isUnderWay,
    answer(kind) {
      store.send('', { offerAnswer: { offerId: id, answer: kind } });
      box.current?.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
      goToEnd();
    },
  };
}
