'use client';

import type { TicketPriority, TicketState } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { Tag, type Tone } from '@/ui/tag';

const STATE_TONE: Record<TicketState, Tone> = {
  new: 'accent',
  open: 'support',
  pending: 'neutral',
  on_hold: 'neutral',
  solved: 'success',
  closed: 'neutral',
};

const PRIORITY_TONE: Record<TicketPriority, Tone> = {
  low: 'neutral',
  normal: 'neutral',
  high: 'warn',
  urgent: 'danger',
};

export function StateTag({ state }: { state: TicketState }) {
  const t = useTranslations('support.state');
  return <Tag tone={STATE_TONE[state]}>{t(state)}</Tag>;
}

const PROGRESS_TONE: Record<TicketState, Tone> = { ...STATE_TONE, pending: 'warn' };

/** The same for the person who asked: what happens now, and whether it is their turn. */
export function ProgressTag({ state }: { state: TicketState }) {
  const t = useTranslations('support.progress');
  return <Tag tone={PROGRESS_TONE[state]}>{t(state)}</Tag>;
}

/** Nothing at the usual priority: a list where every row is marked marks nothing. */
export function PriorityTag({ priority }: { priority: TicketPriority }) {
  const t = useTranslations('support.priority');
  return priority === 'normal' ? null : <Tag tone={PRIORITY_TONE[priority]}>{t(priority)}</Tag>;
}
