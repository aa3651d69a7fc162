'use client';

import type { OfferDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { usePriceText } from '@/features/chat/use-price-text';
import { Button } from '@/ui/button';
import { isolate } from '@/ui/text';
import { TextField } from '@/ui/text-field';
import { CurrencySelect } from './currency-select';
import { useOfferForm } from './use-offer-form';

interface OfferFormProps {
  counterOf: OfferDto | null;
  onClose: () => void;
}

/** Amount, currency and a few words. What was understood of the amount stands under it. */
export function OfferForm({ counterOf, onClose }: OfferFormProps) {
  const t = useTranslations('offer');
  const app = useTranslations('app');
  const form = useOfferForm(counterOf, onClose);
  const offered = usePriceText(form.offered);
  const asked = usePriceText(form.asked);
  const hint = offered
    ? t('youOffer', { amount: isolate(offered) })
    : asked && t(counterOf ? 'theyOffer' : 'asked', { amount: isolate(asked) });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <div className="grid gap-4 px-5 pt-1">
        <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3">
          <TextField
            autoFocus
            label={t('amount')}
            dir="ltr"
            inputMode="decimal"
            autoComplete="off"
            maxLength={30}
            value={form.amountText}
            onChange={form.setAmountText}
            hint={hint}
            error={form.amountFault ? t(form.amountFault) : undefined}
          />
          <CurrencySelect value={form.currency} onChange={form.setCurrency} />
        </div>
        <TextField
          label={t('note')}
          placeholder={t('notePlaceholder')}
          dir="auto"
          rows={2}
          value={form.note}
          onChange={form.setNote}
          error={form.isNoteTooLong ? t('noteTooLong') : undefined}
        />
        <p className="text-xs text-quiet">{t('lifeHint')}</p>
      </div>
      <footer className="flex justify-end gap-2 p-5">
        <Button onPress={onClose}>{app('cancel')}</Button>
        <Button variant="primary" type="submit">
          {t(counterOf ? 'sendCounter' : 'send')}
        </Button>
      </footer>
    </form>
  );
}
