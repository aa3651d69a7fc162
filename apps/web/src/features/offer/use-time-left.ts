'use client';

import { useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useMinute } from '@/i18n/use-minute';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long an offer can still be answered, by the server's clock; moves on once a minute. */
export function useTimeLeft(expiresAt: string): string {
  const t = useTranslations('offer');
  const { now } = useParley();
  const minute = useMinute();
  const left = Date.parse(expiresAt) - minute.getTime() - (now() - Date.now());
  if (left >= HOUR_MS) return t('hoursLeft', { count: Math.floor(left / HOUR_MS) });
  return left >= MINUTE_MS ? t('minutesLeft', { count: Math.floor(left / MINUTE_MS) }) : t('ending');
}
