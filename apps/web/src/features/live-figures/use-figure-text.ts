'use client';

import { useFormatter, useTranslations } from 'next-intl';

const SECOND_MS = 1_000;
const MEBI = 1_048_576;

/** Figures as the reader's language writes them. */
export function useFigureText() {
  const t = useTranslations('live');
  const format = useFormatter();
  const short = (value: number) => format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return {
    count: (value: number) => format.number(value),
    rate: (value: number) => t('perSecond', { value: short(value) }),
    /** Of milliseconds; a dash of nothing. */
    time: (ms: number | null) => {
      if (ms === null) return '–';
      return ms < SECOND_MS ? t('milliseconds', { value: short(ms) }) : t('seconds', { value: short(ms / SECOND_MS) });
    },
    share: (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 0 }),
    memory: (bytes: number) => t('mebibytes', { value: format.number(Math.round(bytes / MEBI)) }),
  };
}
