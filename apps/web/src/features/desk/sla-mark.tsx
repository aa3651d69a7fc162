'use client';

import { pressingClock } from '@app/client';
import type { SupportTicketDto } from '@app/contracts';
import { Timer, TimerOff } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useMinute } from '@/i18n/use-minute';
import { Tag } from '@/ui/tag';

/** The promise that presses most, in words: when it is due, or that it is overdue. Nothing when none runs. */
export function SlaMark({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('desk.sla');
  const format = useFormatter();
  const now = useMinute();
  const pressing = pressingClock(ticket);
  if (!pressing) return null;
  const { target, clock, dueAt } = pressing;
  if (clock.missedAt !== null || Date.parse(dueAt) <= now.getTime()) {
    return (
      <Tag tone="danger">
        <TimerOff aria-hidden className="size-3.5" />
        {t('missed', { target })}
      </Tag>
    );
  }
  return (
    <Tag tone={isShort(clock.warnAt, now) ? 'warn' : 'neutral'}>
      <Timer aria-hidden className="size-3.5" />
      <span suppressHydrationWarning>{t('due', { target, when: format.relativeTime(new Date(dueAt), now) })}</span>
    </Tag>
  );
}

/** Three quarters of the time are used up. */
function isShort(warnAt: string | null, now: Date): boolean {
  return warnAt === null || Date.parse(warnAt) <= now.getTime();
}
