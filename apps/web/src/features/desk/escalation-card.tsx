'use client';

import type { SupportTicketDto } from '@app/contracts';
import { Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { isolate } from '@/ui/text';

/** Why the ticket was passed up. For the staff alone. */
export function EscalationCard({ ticket: { desk } }: { ticket: SupportTicketDto }) {
  const t = useTranslations('desk');
  const date = useDateText();
  const escalation = desk?.escalation;
  if (!escalation) return null;
  const { by, at, reason } = escalation;
  return (
    <section
      aria-label={t('escalated')}
      className="edge rounded-md border border-note-line bg-note p-3 text-sm text-on-note"
    >
      <p className="flex items-center gap-1.5 text-xs font-name">
        <Flag aria-hidden className="size-3.5 flex-none" />
        <span className="flex-1">
          {by?.name ? t('escalatedBy', { name: isolate(by.name) }) : t('escalatedByItself')}
        </span>
        <time dateTime={at} title={date.full(at)} suppressHydrationWarning>
          {date.short(at)}
        </time>
      </p>
      {reason && (
        <p dir="auto" className="mt-1 whitespace-pre-wrap wrap-anywhere">
          {reason}
        </p>
      )}
    </section>
  );
}
