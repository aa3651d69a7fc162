'use client';

import type { OfferDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useChatScope } from '@/features/chat/chat-context';
import { usePriceText } from '@/features/chat/use-price-text';
import { ConfirmDialog } from '@/ui/dialog';
import { firstName, isolate } from '@/ui/text';

interface AcceptDialogProps {
  offer: OfferDto;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** An acceptance cannot be taken back: it is asked first, with what it means. */
export default function AcceptDialog({ offer, ...props }: AcceptDialogProps) {
  const t = useTranslations('offer');
  const app = useTranslations('app');
  const { nameOf } = useChatScope();
  const amount = isolate(usePriceText(offer) ?? '');
  return (
    <ConfirmDialog
      {...props}
      title={t('acceptTitle', { amount })}
      confirmText={t('accept')}
      cancelText={app('cancel')}
      tone="primary"
    >
      <p>{t('acceptText', { name: isolate(firstName(nameOf(offer.makerId))) })}</p>
    </ConfirmDialog>
  );
}
