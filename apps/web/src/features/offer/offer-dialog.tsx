'use client';

import { useOffers } from '@app/client/react';
import type { OfferDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useChatScope } from '@/features/chat/chat-context';
import { Dialog } from '@/ui/dialog';
import { OfferForm } from './offer-form';
import { StandingOffer } from './standing-offer';

interface OfferDialogProps {
  /** The other side's offer that this one answers. */
  counterOf?: OfferDto;
  isOpen: boolean;
  onClose: () => void;
}

export default function OfferDialog({ counterOf, isOpen, onClose }: OfferDialogProps) {
  const t = useTranslations('offer');
  const app = useTranslations('app');
  const { chat, me } = useChatScope();
  const standing = useOffers(chat.id, ({ offers }) =>
    offers.find(({ offer }) => offer.state === 'live' && offer.makerId === me.id),
  );
  return (
    <Dialog title={t(counterOf ? 'counterTitle' : 'make')} isOpen={isOpen} onClose={onClose} closeLabel={app('close')}>
      {standing ? (
        <StandingOffer offer={standing.offer} onClose={onClose} />
      ) : (
        <OfferForm counterOf={counterOf ?? null} onClose={onClose} />
      )}
    </Dialog>
  );
}
