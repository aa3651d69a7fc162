'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/ui/card';
import { Sparkline } from './sparkline';
import type { Totals } from './totals';
import { useFigureText } from './use-figure-text';

/** The service in six numbers, each with its last two minutes. */
export function TotalTiles({ history }: { history: Totals[] }) {
  const t = useTranslations('live');
  const text = useFigureText();
  const now = history.at(-1);
  if (!now) return null;
  const tiles = [
    { id: 'messages', value: text.rate(now.messages) },
    { id: 'ackP95', value: text.time(now.ackP95) },
    { id: 'sockets', value: text.count(now.sockets) },
    { id: 'refused', value: text.rate(now.refused) },
    { id: 'loopLag', value: text.time(now.loopLag) },
    { id: 'jobLagP95', value: text.time(now.jobLagP95) },
  ] as const;
  return (
    <dl className="grid grid-cols-3 gap-3 max-tablet:grid-cols-2">
      {tiles.map(({ id, value }) => (
        <Card key={id} className="p-4">
          <dt className="text-sm text-soft">{t(id)}</dt>
          <dd className="mt-1">
            <span className="text-2xl text-ink tabular-nums">{value}</span>
            <Sparkline values={history.map((each) => each[id])} />
          </dd>
        </Card>
      ))}
    </dl>
  );
}
