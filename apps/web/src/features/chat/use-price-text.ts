'use client';

import type { ChatContextDto } from '@app/contracts';
import { useLocale } from 'next-intl';

/** Integer minor units as money of the reader's language: 4800000 DZD is "DZD 48,000". */
export function formatPrice(price: { amount: number; currency: string }, locale: string): string {
  const options = { style: 'currency', currency: price.currency } as const;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat(locale, options).resolvedOptions();
  const format = new Intl.NumberFormat(locale, { ...options, trailingZeroDisplay: 'stripIfInteger' });
  return format.format(price.amount / 10 ** maximumFractionDigits);
}

export function usePriceText(price: ChatContextDto['price']): string | null {
  const locale = useLocale();
  return price && formatPrice(price, locale);
}
