'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** "5 min ago" within the hour, then as list rows say it; moves on once a minute. */
export function useShortAgo(): (instant: string) => string {
  const t = useTranslations('notification');
  const format = useFormatter();
  const date = useDateText();
  const now = useNow({ updateInterval: MINUTE_MS });
  return (instant) => {
    const age = now.getTime() - Date.parse(instant);
    if (age < MINUTE_MS) return t('justNow');
    if (age >= HOUR_MS) return date.short(instant);
    return format.relativeTime(new Date(instant), { now, style: 'narrow', unit: 'minute' });
  };
}
