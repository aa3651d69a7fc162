'use client';

import { useFormatter, useTranslations } from 'next-intl';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface BadgeText {
  /** Usually answers within 2 hours */
  time: (meanReplyMs: number) => string;
  /** 2 hrs */
  short: (meanReplyMs: number) => string;
  /** Answers 92% of new chats */
  rate: (percent: number) => string;
}

/** A habit in words. */
export function useBadgeText(): BadgeText {
  const t = useTranslations('badge');
  const format = useFormatter();
  return {
    time(meanReplyMs) {
      const { count, unit } = toHabit(meanReplyMs);
      if (unit === 'minute') return t('minutes');
      return unit === 'hour' ? t('hours', { count }) : t('days', { count });
    },
    short(meanReplyMs) {
      const { count, unit } = toHabit(meanReplyMs);
      return format.number(count, { style: 'unit', unit, unitDisplay: 'short' });
    },
    rate: (percent) => t('rate', { share: format.number(percent / 100, { style: 'percent' }) }),
  };
}

/** Rounded up, as nobody is faster than usual by a minute. */
function toHabit(ms: number): { count: number; unit: 'minute' | 'hour' | 'day' } {
  if (ms < 10 * MINUTE_MS) return { count: Math.max(1, Math.ceil(ms / MINUTE_MS)), unit: 'minute' };
  if (ms < DAY_MS) return { count: Math.ceil(ms / HOUR_MS), unit: 'hour' };
  return { count: Math.ceil(ms / DAY_MS), unit: 'day' };
}
