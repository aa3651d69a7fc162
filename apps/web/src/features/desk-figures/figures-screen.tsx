'use client';

import { deskFiguresOf } from '@app/client/desk';
import { useParley } from '@app/client/react';
import type { DeskFiguresDto } from '@app/contracts';
import { ChevronLeft, Download } from 'lucide-react';
import { useTimeZone, useTranslations } from 'next-intl';
import { useState } from 'react';
import { CategoryName } from '@/features/category/category-name';
import { PageTitle } from '@/features/shell/page-title';
import { IconLink } from '@/ui/button';
import { buttonStyle } from '@/ui/button-style';
import { Card } from '@/ui/card';
import { ChipGroup } from '@/ui/chip';
import { LoadFailure } from '@/ui/load-failure';
import { Pane, PaneBar } from '@/ui/pane';
import { Skeleton } from '@/ui/skeleton';
import { FigureTiles } from './figure-tiles';
import { lastDays, SPANS } from './figures-range';
import { SummaryTable } from './summary-table';
import { useFigures } from './use-figures';
import { VolumeCard } from './volume-card';

/** How the desk does: leads see everybody, agents the whole and themselves. */
export function FiguresScreen() {
  const t = useTranslations();
  const { rest } = useParley();
  const timeZone = useTimeZone() ?? 'UTC';
  const [span, setSpan] = useState<`${(typeof SPANS)[number]}`>('30');
  const [now] = useState(() => new Date());
  const query = lastDays(SPANS.find((days) => `${days}` === span) ?? 30, timeZone, now);
  const { figures, isLoading, error, load } = useFigures(query);
  return (
    <Pane
      ground="canvas"
      data-screen="detail"
      aria-labelledby="figures-title"
      className="flex-1 border-line tablet:border-s"
    >
      <PageTitle page={t('deskFigures.title')} />
      <PaneBar>
        <IconLink href="/desk" label={t('support.toQueue')} className="-ms-2 tablet:hidden">
          <ChevronLeft aria-hidden className="flip size-5" strokeWidth={1.75} />
        </IconLink>
        <h2 id="figures-title" className="one-line flex-1 text-lg">
          {t('deskFigures.title')}
        </h2>
        <a href={deskFiguresOf(rest).csvHref(query)} download className={buttonStyle({ size: 'sm' })}>
          <Download aria-hidden className="size-4" />
          {t('deskFigures.csv')}
        </a>
      </PaneBar>
      <div aria-busy={isLoading} className="scroll-y grid flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 p-4">
        {/* A row of a grid would give what scrolls sideways no height */}
        <div>
          <ChipGroup
            label={t('deskFigures.span')}
            value={span}
            onChange={setSpan}
            options={SPANS.map((days) => ({ id: `${days}` as const, text: t('deskFigures.days', { count: days }) }))}
          />
        </div>
        {error && (
          <LoadFailure title={t('deskFigures.loadError')} onRetry={() => void load()}>
            {t('support.loadErrorText')}
          </LoadFailure>
        )}
        {!figures && !error && <Skeleton className="h-96 rounded-lg" />}
        {figures && !error && <Report figures={figures} />}
      </div>
    </Pane>
  );
}

function Report({ figures }: { figures: DeskFiguresDto }) {
  const t = useTranslations();
  const { me } = useParley();
  const { byDay, byAgent, byCategory } = figures;
  const agents = byAgent.map(({ agent, ...summary }) => ({ key: agent.id, name: <bdi>{agent.name}</bdi>, summary }));
  const categories = byCategory.map(({ category, ...summary }) => ({
    ...{ key: category, name: <CategoryName id={category} />, summary },
  }));
  return (
    <>
      <FigureTiles figures={figures} />
      <VolumeCard days={byDay} />
      <TableCard
        title={t(me.role === 'admin' ? 'deskFigures.byAgent' : 'deskFigures.mine')}
        first={t('deskFigures.agent')}
        rows={agents}
      />
      <TableCard title={t('deskFigures.byCategory')} first={t('desk.category')} rows={categories} />
    </>
  );
}

interface TableCardProps {
  title: string;
  first: string;
  rows: Parameters<typeof SummaryTable>[0]['rows'];
}

function TableCard({ title, first, rows }: TableCardProps) {
  if (rows.length === 0) return null;
  return (
    <Card className="p-5 max-tablet:p-4">
      <h3 className="text-md">{title}</h3>
      <SummaryTable label={title} first={first} rows={rows} />
    </Card>
  );
}
