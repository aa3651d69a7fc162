'use client';

import type { BroadcastState } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Tag, type Tone } from '@/ui/tag';

const TONE: Record<BroadcastState, Tone> = {
  draft: 'neutral',
  scheduled: 'accent',
  sending: 'support',
  paused: 'warn',
  sent: 'success',
  cancelled: 'danger',
  expired: 'neutral',
};

export function BroadcastStateTag({ state }: { state: BroadcastState }) {
  const t = useTranslations('broadcast.state');
  return <Tag tone={TONE[state]}>{t(state)}</Tag>;
}
