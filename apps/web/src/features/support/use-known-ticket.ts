'use client';

import { ParleyError } from '@app/client';
import { useParley, useTicket } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

export interface KnownTicket {
  ticket: SupportTicketDto | undefined;
  error: ParleyError | null;
  retry: () => void;
}

/** A ticket by id, live, fetched when no list holds it yet. */
export function useKnownTicket(ticketId: string): KnownTicket {
  const { tickets } = useParley();
  const ticket = useTicket(ticketId);
  const [error, setError] = useState<ParleyError | null>(null);
  const [attempt, setAttempt] = useState(0);

  // Every attempt asks again
  useEffect(() => {
    let isCurrent = true;
    setError(null);
    tickets.ensure(ticketId).catch((thrown: unknown) => {
      if (!(thrown instanceof ParleyError)) throw thrown;
      if (isCurrent) setError(thrown);
    });
    return () => {
      isCurrent = false;
    };
  }, [tickets, ticketId, attempt]);

  return { ticket, error: ticket ? null : error, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
