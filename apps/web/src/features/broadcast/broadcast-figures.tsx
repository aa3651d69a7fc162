'use client';

import type { BroadcastFiguresDto } from '@app/contracts';
import { useFormatter, useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';

const shareOf = (count: number, recipients: number | null) => (recipients ? count / recipients : 0);

const BARS = { seen: 'bg-accent', read: 'bg-support', clicked: 'bg-warn' };

/** Recipients, seen, read and clicked, with the share as a bar. */
export function BroadcastFigures({ figures }: { figures: BroadcastFiguresDto }) {
  const t = useTranslations('broadcast');
  const format = useFormatter();
  const { recipients } = figures;
  return (
    <dl className="grid grid-cols-4 gap-4 max-tablet:grid-cols-2">
      <div>
        <dt className="text-xs text-quiet">{t('recipients')}</dt>
        <dd className="tabular text-xl leading-tight font-bold tracking-tight">
          {recipients === null ? '…' : format.number(recipients)}
        </dd>
      </div>
      {(Object.keys(BARS) as (keyof typeof BARS)[]).map((id) => {
        const share = shareOf(figures[id], recipients);
        return (
          <div key={id}>
            <dt className="text-xs text-quiet">{t(id)}</dt>
            <dd>
              <span className="tabular flex flex-wrap items-baseline gap-x-1.5">
                <span className="text-xl leading-tight font-bold tracking-tight">{format.number(figures[id])}</span>
                <span className="text-xs text-quiet">
                  {format.number(share, { style: 'percent', maximumFractionDigits: 0 })}
                </span>
              </span>
              <span aria-hidden className="mt-1.5 block h-1.5 overflow-hidden rounded-full bg-hover">
                <span
                  className={cx('block h-full rounded-full', BARS[id])}
                  style={{ inlineSize: `${Math.round(share * 100)}%` }}
                />
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
