'use client';

import { Plus, X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import { fieldBox } from '@/ui/text-field';
import type { BlockDraft, DayFault } from './policy-draft';
import { someDay } from './week';

interface DayRowProps {
  weekday: number;
  blocks: readonly BlockDraft[];
  fault: DayFault | undefined;
  onChange: (blocks: readonly BlockDraft[]) => void;
}

/** The open hours of one weekday, none on a day off. */
export function DayRow({ weekday, blocks, fault, onChange }: DayRowProps) {
  const t = useTranslations('sla');
  const day = useFormatter().dateTime(someDay(weekday), { weekday: 'long', timeZone: 'UTC' });
  const set = (at: number, part: Partial<BlockDraft>) =>
    onChange(blocks.map((block, index) => (index === at ? { ...block, ...part } : block)));
  const add = () => {
    const last = blocks.at(-1)?.to;
    const from = last && last !== '00:00' ? last : '08:00';
    onChange([...blocks, { weekday, from, to: from < '17:00' ? '17:00' : '00:00' }]);
  };
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-center gap-x-2 max-tablet:grid-cols-[minmax(0,1fr)_auto] border-t border-line py-1.5 first:border-t-0">
      <span className="text-sm font-name">{day}</span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 max-tablet:order-last max-tablet:col-span-2">
        {blocks.length === 0 && <span className="text-sm text-quiet">{t('closed')}</span>}
        {blocks.map((block, index) => (
          <span key={index} className="flex flex-wrap items-center gap-1">
            <Time label={t('from', { day })} value={block.from} onChange={(from) => set(index, { from })} />
            <span aria-hidden>–</span>
            <Time label={t('to', { day })} value={block.to} onChange={(to) => set(index, { to })} />
            {block.from === '00:00' && block.to === '00:00' && (
              <span className="text-xs text-quiet">{t('allDay')}</span>
            )}
            <IconButton
              label={t('removeBlock', { day })}
              onPress={() => onChange(blocks.filter((_, at) => at !== index))}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </span>
        ))}
        {fault && <span className="w-full text-xs text-danger">{t(`fault.${fault}`)}</span>}
      </span>
      <IconButton label={t('addBlock', { day })} onPress={add}>
        <Plus aria-hidden className="size-4" />
      </IconButton>
    </li>
  );
}

interface TimeProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Time({ label, value, onChange }: TimeProps) {
  return (
    <span className={`${fieldBox} min-h-9 min-w-32 max-w-32 px-2 touch:min-h-11`}>
      <input
        type="time"
        aria-label={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="bg-transparent text-sm tabular-nums outline-none"
      />
    </span>
  );
}
