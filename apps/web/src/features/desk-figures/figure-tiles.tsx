'use client';

import type { DeskFiguresDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Card } from '@/ui/card';
import { useFigureText } from './use-figure-text';

/** What a lead looks at first. */
export function FigureTiles({ figures: { total, backlog } }: { figures: DeskFiguresDto }) {
  const t = useTranslations('deskFigures');
  const text = useFigureText();
  const { opened, solved, reopened, firstResponse, resolution, sla, rating } = total;
  const p90 = (ms: number | null) => t('p90', { time: text.duration(ms) });
  const tiles = [
    { id: 'opened', value: text.count(opened), detail: t('solvedCount', { count: solved }) },
    { id: 'backlog', value: text.count(backlog), detail: t('reopenedCount', { count: reopened }) },
    { id: 'firstResponse', value: text.duration(firstResponse.medianMs), detail: p90(firstResponse.p90Ms) },
    { id: 'resolution', value: text.duration(resolution.medianMs), detail: p90(resolution.p90Ms) },
    { id: 'sla', value: text.attainment(sla), detail: t('missedCount', { count: sla.missed }) },
    { id: 'rating', value: text.rating(rating), detail: t('ratingCount', { count: rating.count }) },
  ] as const;
  return (
    <dl className="grid grid-cols-3 gap-3 max-desktop:grid-cols-2">
      {tiles.map(({ id, value, detail }) => (
        <Card key={id} className="p-4">
          <dt className="text-xs text-quiet">{t(id)}</dt>
          <dd className="tabular mt-0.5 text-xl leading-tight font-bold tracking-tight">{value}</dd>
          <dd className="mt-0.5 text-xs text-soft">{detail}</dd>
        </Card>
      ))}
    </dl>
  );
}
