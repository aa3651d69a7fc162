'use client';

import { useChat, useParley } from '@app/client/react';
import type { SupportTicketDto, TicketHistoryDto, UserDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useCategoryNames } from '@/features/category/use-categories';
import { useDateText } from '@/i18n/use-date-text';
import { isolate } from '@/ui/text';
import { useColleagues } from './use-colleagues';

/** A change of a ticket as a sentence. */
export function useHistorySentence(ticket: SupportTicketDto): (entry: TicketHistoryDto) => string {
  const t = useTranslations('desk.history');
  const nameOf = useNameOf(ticket);
  const categoryOf = useCategoryNames();
  const date = useDateText();
  const { me } = useParley();
  return ({ actorId, field, from, to }) => {
    const who = actorId === me.id ? 'me' : actorId === null ? 'auto' : 'other';
    const by = { who, name: isolate(nameOf(actorId)) };
    const person = { to: to === me.id ? 'me' : 'other', assignee: isolate(nameOf(to)) };
    switch (field) {
      case 'state':
        return t(from === null ? 'opened' : 'state', { ...by, to: to ?? '' });
      case 'priority':
        return t('priority', { ...by, to: to ?? '' });
      case 'category':
        return t('category', { ...by, category: isolate(categoryOf(to ?? '')) });
      case 'assignee':
        if (to === null) return t('unassigned', by);
        return to === actorId ? t('claimed', by) : t('assigned', { ...by, ...person });
      case 'tag':
        return t(to === null ? 'tagRemoved' : 'tagAdded', { ...by, tag: isolate(to ?? from ?? '') });
      case 'snooze':
        return to === null ? t('woken', by) : t('snoozed', { ...by, when: date.moment(to) });
      case 'escalation':
        return t('escalated', { ...by, ...person });
      case 'merge':
      case 'link':
        return t(to === null ? `${field}Undone` : field, { ...by, number: to ?? from ?? '' });
      case 'rating':
        return t('rating', { ...by, score: to ?? '' });
    }
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
