'use client';

import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { dayOf, daysBetween } from './day';
import { useMinute } from './use-minute';

const MINUTE_MS = 60_000;

export interface DateText {
  /** 09:31 */
  time: (instant: string) => string;
  /** What a list row shows: 09:31, Yesterday, Tue, 15 Nov, 15/11/2025. */
  short: (instant: string) => string;
  /** A day separator: Today, Yesterday, Wednesday 18 November. */
  day: (instant: string) => string;
  /** 5 minutes ago */
  ago: (instant: string) => string;
  /** A moment to come: 18:00, or Tue 18:00 when it is not today. */
  moment: (instant: string) => string;
  /** Everything, for titles. */
  full: (instant: string) => string;
}

/** Dates in the viewer's zone and language; "today" moves on by itself at the viewer's midnight. */
export function useDateText(): DateText {
  const t = useTranslations('chat');
  const format = useFormatter();
  const timeZone = useTimeZone() ?? 'UTC';
  const now = useMinute();
  const today = dayOf(now, timeZone);
  const time = (instant: string) => format.dateTime(new Date(instant), { hour: '2-digit', minute: '2-digit' });
  return {
    time,
    short(instant) {
      const date = new Date(instant);
      const age = daysBetween(dayOf(date, timeZone), today);
      if (age <= 0) return time(instant);
      if (age === 1) return t('yesterday');
      if (age < 7) return format.dateTime(date, { weekday: 'short' });
      if (age < 300) return format.dateTime(date, { day: 'numeric', month: 'short' });
      return format.dateTime(date, { day: '2-digit', month: '2-digit', year: 'numeric' });
    },
    day(instant) {
      const date = new Date(instant);
      const age = daysBetween(dayOf(date, timeZone), today);
      if (age <= 0) return t('today');
      if (age === 1) return t('yesterday');
      const isFar = age > 300;
      return format.dateTime(date, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: isFar ? 'numeric' : undefined,
      });
    },
    // Never in seconds: the words change once a minute.
    ago: (instant) => format.relativeTime(new Date(Math.min(Date.parse(instant), now.getTime() - MINUTE_MS)), now),
    moment(instant) {
      const date = new Date(instant);
      if (daysBetween(dayOf(date, timeZone), today) === 0) return time(instant);
      return format.dateTime(date, { weekday: 'short', hour: '2-digit', minute: '2-digit' });
    },
    full: (instant) => format.dateTime(new Date(instant), { dateStyle: 'full', timeStyle: 'short' }),
  };
}
