'use client';

import type { SupportTicketDto, TicketHistoryDto } from '@app/contracts';
import {
  AlarmClock,
  ArrowRightLeft,
  ChevronsUp,
  CirclePlus,
  Flag,
  Link2,
  type LucideIcon,
  Merge,
  Shapes,
  Star,
  Tag,
  UserRound,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDateText } from '@/i18n/use-date-text';
import { useHistorySentence } from './use-history-sentence';

const ICON: Record<TicketHistoryDto['field'], LucideIcon> = {
  state: ArrowRightLeft,
  assignee: UserRound,
  priority: ChevronsUp,
  category: Shapes,
  tag: Tag,
  snooze: AlarmClock,
  escalation: Flag,
  merge: Merge,
  link: Link2,
  rating: Star,
};

/** Who changed what, the latest first. */
export function TicketHistory({ ticket }: { ticket: SupportTicketDto }) {
  const t = useTranslations('desk');
  const date = useDateText();
  const toSentence = useHistorySentence(ticket);
  const entries = [...(ticket.history ?? [])].reverse();
  if (entries.length === 0) return null;
  return (
    <section>
      <h3 className="mb-2 text-sm">{t('historyTitle')}</h3>
      <ol className="grid gap-3">
        {entries.map((entry, index) => {
          const Icon = entry.from === null && entry.field === 'state' ? CirclePlus : ICON[entry.field];
          return (
            <li key={`${entry.at}${entry.field}${index}`} className="flex gap-2.5 text-sm">
              <Icon aria-hidden className="mt-0.5 size-4 flex-none text-quiet" strokeWidth={1.75} />
              <span className="min-w-0">
                <span className="block leading-snug wrap-anywhere">{toSentence(entry)}</span>
                <time dateTime={entry.at} title={date.full(entry.at)} className="text-xs text-quiet">
                  {date.short(entry.at)}
                </time>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
