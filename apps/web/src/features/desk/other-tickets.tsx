'use client';

import type { SupportTicketDto } from '@app/contracts';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { TicketLine } from './ticket-line';
import { useCustomerTickets } from './use-customer-tickets';

const SHOWN_AT_FIRST = 4;

/** Of the same customer, the latest first. */
export function OtherTickets({ ticket, onLeave }: { ticket: SupportTicketDto; onLeave?: () => void }) {
  const t = useTranslations('desk');
  const others = useCustomerTickets(ticket);
  const [areAllShown, setAreAllShown] = useState(false);
  if (others.length === 0) return null;
  const shown = areAllShown ? others : others.slice(0, SHOWN_AT_FIRST);
  return (
    <section>
      <h3 className="mb-1 text-sm">{t('otherTickets')}</h3>
      <ul aria-label={t('otherTickets')}>
        {shown.map((other) => (
          <li key={other.id}>
            <TicketLine ticket={other} onLeave={onLeave} />
          </li>
        ))}
      </ul>
      {shown.length < others.length && (
        <Button variant="link" onPress={() => setAreAllShown(true)}>
          {t('allTickets', { count: others.length })}
        </Button>
      )}
    </section>
  );
}
