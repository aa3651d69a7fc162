'use client';

import type { BroadcastDto, BroadcastTextDto, Locale } from '@app/contracts';
import { useLocale } from 'next-intl';
import { toLocale } from '@/i18n/locale';

/** A broadcast's text as this reader would get it. */
export function useOwnText(): (broadcast: BroadcastDto) => BroadcastTextDto & { locale: Locale } {
  const own = toLocale(useLocale());
  return ({ variants, defaultLocale }) => {
    const locale = variants[own] ? own : defaultLocale;
    return { ...(variants[locale] ?? { title: '', text: '' }), locale };
  };
}
