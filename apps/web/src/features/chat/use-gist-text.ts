'use client';

import type { MessageGistDto } from '@app/contracts';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { formatPrice } from './use-price-text';

/** A message in one line: what it carries, in words, and its own text. */
export function useGistText(): (gist: MessageGistDto | undefined, text: string) => string {
  const t = useTranslations('gist');
  const locale = useLocale();
  return useCallback(
    (gist, text) => {
      const carried = wordsOf(gist);
      return carried && text ? t('withText', { gist: carried, text }) : carried || text;

      function wordsOf({ type, attachmentCount: count, offer }: Partial<MessageGistDto> = {}): string {
        if (offer) return t('offer', { step: offer.step, amount: formatPrice(offer, locale) });
        if (type === 'voice') return t('voice');
        return type === 'image' || type === 'file' ? t(type, { count: count ?? 1 }) : '';
      }
    },
    [t, locale],
  );
}
