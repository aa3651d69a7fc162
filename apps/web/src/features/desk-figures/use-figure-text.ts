'use client';

import type { AttainmentDto, RatingFiguresDto } from '@app/contracts';
import { useFormatter } from 'next-intl';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Instead of what there is none of. */
const NONE = '–';

export interface FigureText {
  count: (value: number) => string;
  /** In the unit that says it in few figures. */
  duration: (ms: number | null) => string;
  attainment: (sla: AttainmentDto) => string;
  rating: (rating: RatingFiguresDto) => string;
  day: (day: string) => string;
}

/** Figures of the desk in the reader's language. */
export function useFigureText(): FigureText {
  const format = useFormatter();
  const inUnit = (value: number, unit: 'minute' | 'hour' | 'day') =>
    format.number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 });
  return {
    count: (value) => format.number(value),
    duration: (ms) => {
      if (ms === null) return NONE;
      if (ms < 2 * HOUR_MS) return inUnit(ms / MINUTE_MS, 'minute');
      return ms < 2 * DAY_MS ? inUnit(ms / HOUR_MS, 'hour') : inUnit(ms / DAY_MS, 'day');
    },
    attainment: ({ met, missed }) =>
      met + missed === 0 ? NONE : format.number(met / (met + missed), { style: 'percent', maximumFractionDigits: 0 }),
    rating: ({ mean }) => (mean === null ? NONE : format.number(mean, { maximumFractionDigits: 1 })),
    day: (day) => format.dateTime(new Date(`${day}T12:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  };
}
