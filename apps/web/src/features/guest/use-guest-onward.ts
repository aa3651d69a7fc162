'use client';

import { useMessages, useTickets } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useEffect, useRef } from 'react';

/** Goes to the ticket that this one was merged into, and to the follow-up once something written here has gone there. */
export function useGuestOnward(ticket: SupportTicketDto, onGoTo: (ticketId: string) => void): void {
  const into = ticket.mergedInto?.ticketId;
  const followUpId = useTickets(
    ({ byId }) =>
      Object.values(byId)
        .filter(({ followUpOf }) => followUpOf?.ticketId === ticket.id)
        .sort((a, b) => b.number - a.number)
        .at(0)?.id,
  );
  const isSending = useMessages(ticket.chatId, ({ pending }) => pending.length > 0);
  const hasWritten = useRef(false);

  useEffect(() => {
    if (into) onGoTo(into);
  }, [into, onGoTo]);

  useEffect(() => {
    if (ticket.state !== 'closed') return;
    if (isSending) hasWritten.current = true;
    else if (hasWritten.current && followUpId) onGoTo(followUpId);
  }, [ticket.state, isSending, followUpId, onGoTo]);
}
