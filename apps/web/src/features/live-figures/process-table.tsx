'use client';

import type { ProcessFiguresDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { Card } from '@/ui/card';
import { useFigureText } from './use-figure-text';

const ID_SHOWN = 8;

/** Every API process by itself. On a phone it scrolls sideways by itself, not with the page. */
export function ProcessTable({ processes }: { processes: ProcessFiguresDto[] }) {
  const t = useTranslations('live');
  const text = useFigureText();
  const date = useDateText();
  const columns: [head: string, cell: (each: ProcessFiguresDto) => string][] = [
    [t('sockets'), ({ sockets }) => text.count(sockets)],
    [t('people'), ({ people }) => text.count(people)],
    [t('rooms'), ({ rooms }) => text.count(rooms)],
    [t('messages'), ({ messages }) => text.rate(messages)],
    [t('duplicates'), ({ duplicates }) => text.rate(duplicates)],
    [t('ackP95'), ({ ackP95 }) => text.time(ackP95)],
    [t('databaseP95'), ({ databaseP95 }) => text.time(databaseP95)],
    [t('gaps'), ({ gaps }) => text.rate(gaps)],
    [t('resets'), ({ resets }) => text.rate(resets)],
    [t('cut'), ({ slowConsumersCut }) => text.count(slowConsumersCut)],
    [t('loopLag'), ({ loopLag }) => text.time(loopLag)],
    [t('cpu'), ({ cpu }) => text.share(cpu)],
    [t('memory'), ({ memory }) => text.memory(memory)],
  ];
  return (
    <Card className="mt-5 max-tablet:-mx-4 max-tablet:rounded-none">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={t('processes')} tabIndex={0} className="overflow-x-auto rounded-lg p-2">
        <table className="w-full border-collapse text-sm whitespace-nowrap">
          <caption className="px-3 py-2 text-start text-md text-ink">{t('processes')}</caption>
          <thead className="text-soft">
            <tr>
              <th scope="col" className="px-3 py-2 text-start align-bottom font-medium">
                {t('process')}
              </th>
              {columns.map(([head]) => (
                <th key={head} scope="col" className="px-2 py-2 text-end align-bottom font-medium whitespace-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {processes.map((each) => (
              <tr key={each.processId} className="border-t border-line">
                <th scope="row" className="px-3 py-2.5 text-start font-name text-ink">
                  <bdi dir="ltr">{each.processId.slice(0, ID_SHOWN)}</bdi>
                  <span className="block text-xs font-normal text-quiet">
                    {t('since', { time: date.short(each.startedAt) })}
                  </span>
                </th>
                {columns.map(([head, cell]) => (
                  <td key={head} className="px-2 py-2.5 text-end tabular-nums">
                    {cell(each)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
