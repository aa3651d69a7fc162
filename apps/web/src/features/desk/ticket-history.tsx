'use client';

import { useChat, useParley } from '@app/client/react';
import type { SupportTicketDto, TicketHistoryDto, UserDto } from '@app/contracts';
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
import { isolate } from '@/ui/text';
import { useColleagues } from './use-colleagues';

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

function useHistorySentence(ticket: SupportTicketDto): (entry: TicketHistoryDto) => string {
  const t = useTranslations('desk.history');
  const nameOf = useNameOf(ticket);
  const { me } = useParley();
  return ({ actorId, field, from, to }) => {
    const who = actorId === me.id ? 'me' : actorId === null ? 'auto' : 'other';
    const name = isolate(nameOf(actorId));
    if (field === 'state') return t(from === null ? 'opened' : 'state', { who, name, to: to ?? '' });
    if (field === 'priority') return t('priority', { who, name, to: to ?? '' });
    if (field !== 'assignee') return t('changed', { who, name, field });
    if (to === null) return t('unassigned', { who, name });
    if (to === actorId) return t('claimed', { who, name });
    return t('assigned', { who, name, to: to === me.id ? 'me' : 'other', assignee: isolate(nameOf(to)) });
  };
}

/** Names as far as this page knows them; the history itself carries ids. */
function useNameOf(ticket: SupportTicketDto): (userId: string | null) => string {
  const t = useTranslations('desk');
  const { me } = useParley();
  const chat = useChat(ticket.chatId);
  const colleagues = useColleagues();
  const known: (UserDto | null)[] = [
    me,
    ticket.requester,
    ticket.assignee,
    ...colleagues,
    ...(chat?.members.map((member) => member.user) ?? []),
  ];
  return (userId) => known.find((user) => user?.id === userId)?.name ?? t('colleague');
}
