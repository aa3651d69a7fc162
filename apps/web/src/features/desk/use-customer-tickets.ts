'use client';

import { useParley, useTickets } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useEffect } from 'react';
import { useAttempt } from '@/features/shell/use-attempt';

/** The other tickets of this one's customer, live, the latest first; asked for once per customer. */
export function useCustomerTickets({ id, requester }: SupportTicketDto): readonly SupportTicketDto[] {
  const { tickets } = useParley();
  const attempt = useAttempt();
  useEffect(() => {
    void attempt(() => tickets.find({ requesterId: requester.id }));
    // Told once, whatever is rendered meanwhile
  }, [tickets, requester.id]);
  return useTickets(({ byId }) =>
    Object.values(byId)
      .filter((other) => other.requester.id === requester.id && other.id !== id)
      .sort((a, b) => b.number - a.number),
  );
}
