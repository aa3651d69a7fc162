'use client';

import { useTranslations } from 'next-intl';
import { NewRequestForm } from '@/features/support/new-request-form';
import { Button } from '@/ui/button';

interface GuestNewRequestProps {
  onSent: (ticketId: string) => void;
  onCancel: () => void;
}

/** One more request of a guest whom we know already: only what it is about is asked for. */
export default function GuestNewRequest({ onSent, onCancel }: GuestNewRequestProps) {
  const t = useTranslations();
  return (
    <section aria-labelledby="new-request-title" className="scroll-y flex-1">
      <div className="mx-auto w-full max-w-2xl px-8 py-6 max-tablet:px-4 max-tablet:py-4">
        <h1 id="new-request-title" className="mb-4 text-lg">
          {t('support.new')}
        </h1>
        <NewRequestForm
          lead={t('guest.newLead')}
          onSent={onSent}
          cancel={<Button onPress={onCancel}>{t('app.cancel')}</Button>}
        />
      </div>
    </section>
  );
}
