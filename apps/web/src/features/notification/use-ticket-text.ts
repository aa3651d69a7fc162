'use client';

import type { NotificationDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { isolate } from '@/ui/text';

/** A row about a ticket in words: to the customer how theirs stands, to the staff what is asked of them. */
export function useTicketText(): (row: Pick<NotificationDto, 'data' | 'text'>) => string {
  const t = useTranslations('notification');
  return ({ data: { sla, desk, asksRating, state = '' }, text }) => {
    if (sla) return t('ticketPromise', { ...sla });
    if (desk) return t('ticketDesk', { desk, hasText: text ? 'yes' : 'no', text: isolate(text) });
    return asksRating ? t('ticketAsksRating') : t('ticketState', { state });
  };
}
