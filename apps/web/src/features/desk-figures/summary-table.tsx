'use client';

import type { DeskSummaryDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFigureText } from './use-figure-text';

interface SummaryTableProps {
  label: string;
  /** Over the first column. */
  first: string;
  rows: readonly { key: string; name: ReactNode; summary: DeskSummaryDto }[];
}

const COLUMNS = ['opened', 'solved', 'firstResponse', 'resolution', 'sla', 'rating'] as const;

/** The same figures for each of several. Scrolls sideways by itself where the screen is narrow. */
export function SummaryTable({ label, first, rows }: SummaryTableProps) {
  const t = useTranslations('deskFigures');
  const text = useFigureText();
  const cells = ({ opened, solved, firstResponse, resolution, sla, rating }: DeskSummaryDto) => ({
    opened: text.count(opened),
    solved: text.count(solved),
    firstResponse: text.duration(firstResponse.medianMs),
    resolution: text.duration(resolution.medianMs),
    sla: text.attainment(sla),
    rating: text.rating(rating),
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section tabIndex={0} aria-label={label} className="mt-2 overflow-x-auto rounded-sm">
      <table className="tabular w-full text-sm [&_:is(td,th)]:px-2 [&_:is(td,th)]:py-1.5 [&_:is(td,th)]:text-start [&_:is(td,th)]:whitespace-nowrap">
        <thead className="text-xs text-quiet">
          <tr>
            <th scope="col">{first}</th>
            {COLUMNS.map((id) => (
              <th key={id} scope="col">
                {t(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, summary }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="font-name">
                {name}
              </th>
              {COLUMNS.map((id) => (
                <td key={id}>{cells(summary)[id]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
