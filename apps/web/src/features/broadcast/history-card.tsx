'use client';

import type { BroadcastDto } from '@app/contracts';
import { useFormatter, useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { Card } from '@/ui/card';
import { lazyPart } from '@/ui/lazy-part';
import { toPoints } from './figures-view';
import { useHistory } from './use-history';

const HistoryChart = lazyPart(() => import('./history-chart'));
const KEYS = [
  { id: 'seen', style: 'border-t-2 border-accent' },
  { id: 'read', style: 'border-t-2 border-dashed border-support' },
  { id: 'clicked', style: 'border-t-2 border-dotted border-warn' },
] as const;

/** What readers did, hour by hour: a chart, and its figures as a table. */
export function HistoryCard({ broadcast, publishedAt }: { broadcast: BroadcastDto; publishedAt: string }) {
  const t = useTranslations('broadcast');
  const format = useFormatter();
  const date = useDateText();
  const history = useHistory(broadcast);
  if (!history || history.hours.length === 0) return null;
  return (
    <Card className="p-5 max-tablet:p-4">
      <section aria-labelledby="history-title">
        <header className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
          <h2 id="history-title" className="flex-1 text-md">
            {t('history')}
          </h2>
          {KEYS.map(({ id, style }) => (
            <span key={id} aria-hidden className="flex items-center gap-1.5 text-xs text-soft">
              <span className={`w-6 ${style}`} />
              {t(id)}
            </span>
          ))}
        </header>
        <HistoryChart points={toPoints(history, publishedAt, Date.now())} />
        <details className="mt-2 text-sm">
          <summary className="min-h-6 cursor-pointer text-soft">{t('historyTable')}</summary>
          <table className="tabular mt-2 w-full text-start [&_:is(td,th)]:py-1 [&_:is(td,th)]:text-start">
            <thead className="text-xs text-quiet">
              <tr>
                <th scope="col">{t('hour')}</th>
                {KEYS.map(({ id }) => (
                  <th key={id} scope="col">
                    {t(id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {history.hours.map((hour) => (
                <tr key={hour.at} className="border-t border-line">
                  <th scope="row" className="font-normal">
                    <time dateTime={hour.at}>
                      {date.short(hour.at) === date.time(hour.at)
                        ? date.time(hour.at)
                        : `${date.short(hour.at)} ${date.time(hour.at)}`}
                    </time>
                  </th>
                  {KEYS.map(({ id }) => (
                    <td key={id}>{format.number(hour[id])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </section>
    </Card>
  );
}
