'use client';

import type { Tick } from '@app/client';
import { Check, CheckCheck, Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';

interface TickMarkProps {
  tick: Tick | 'sending';
  place: 'bubble' | 'list';
}

const ICON = { sending: Clock3, sent: Check, delivered: CheckCheck, read: CheckCheck } as const;

/** Clock, one tick, two ticks, two coloured ticks; each also in words for readers. */
export function TickMark({ tick, place }: TickMarkProps) {
  const t = useTranslations('message');
  const Icon = ICON[tick];
  const readColour = place === 'list' ? 'text-tick-read-list' : 'text-tick-read';
  return (
    <span data-tick={tick} className={cx('inline-flex flex-none', tick === 'read' && readColour)}>
      <Icon aria-hidden className={place === 'list' ? 'size-4' : 'size-3.5'} strokeWidth={2} />
      <span className="sr-only">{t(tick)}</span>
    </span>
  );
}
