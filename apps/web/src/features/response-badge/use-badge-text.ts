'use client';

import { useFormatter, useTranslations } from 'next-intl';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface BadgeText {
  /** Usually answers within 2 hours */
  time: (meanReplyMs: number) => string;
  /** Answers 92% of new chats within a day */
  rate: (percent: number) => string;
}

/** A habit in words: rounded up, as nobody is faster than usual by a minute. */
export function useBadgeText(): BadgeText {
  const t = useTranslations('badge');
  const format = useFormatter();
  return {
    time(meanReplyMs) {
      if (meanReplyMs < 10 * MINUTE_MS) return t('minutes');
      if (meanReplyMs < DAY_MS) return t('hours', { count: Math.ceil(meanReplyMs / HOUR_MS) });
      return t('days', { count: Math.ceil(meanReplyMs / DAY_MS) });
    },
    rate: (percent) => t('rate', { share: format.number(percent / 100, { style: 'percent' }) }),
  };
}
