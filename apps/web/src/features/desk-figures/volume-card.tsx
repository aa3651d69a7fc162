'use client';

import type { DeskDayDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '@/ui/card';
import { lazyPart } from '@/ui/lazy-part';
import { SummaryTable } from './summary-table';
import { useFigureText } from './use-figure-text';

const VolumeChart = lazyPart(() => import('./volume-chart'));

const KEYS = [
  { id: 'opened', style: 'h-2.5 w-2.5 rounded-[3px] bg-support' },
  { id: 'solved', style: 'h-2.5 w-2.5 rounded-[3px] bg-accent' },
  { id: 'left', style: 'w-6 border-t-2 border-dashed border-warn' },
] as const;

/** Day by day: a chart, and its figures as a table. */
export function VolumeCard({ days }: { days: readonly DeskDayDto[] }) {
  const t = useTranslations('deskFigures');
  const text = useFigureText();
  return (
    <Card className="p-5 max-tablet:p-4">
      <header className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="flex-1 text-md">{t('byDay')}</h3>
        {KEYS.map(({ id, style }) => (
          <span key={id} aria-hidden className="flex items-center gap-1.5 text-xs text-soft">
            <span className={style} />
            {t(id)}
          </span>
        ))}
      </header>
      <VolumeChart days={days} />
      <details className="mt-2 text-sm">
        <summary className="min-h-6 cursor-pointer text-soft">{t('asTable')}</summary>
        <SummaryTable
          label={t('byDay')}
          first={t('day')}
          rows={days.map((day) => ({ key: day.day, name: text.day(day.day), summary: day }))}
        />
      </details>
    </Card>
  );
}
