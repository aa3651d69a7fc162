'use client';

import { useMessages, useTickets } from '@app/client/react';
import type { SupportTicketDto } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';

/**
 * Leads to where the talk goes on: at once to the ticket that this one was merged into, and to the follow-up of a closed one as
 * soon as something that was written here has gone there. Answers the follow-up that there is.
 */
export function useOnward(ticket: SupportTicketDto): SupportTicketDto | undefined {
  const router = useRouter();
  const into = ticket.mergedInto?.ticketId;
  const followUp = useTickets(({ byId }) =>
    Object.values(byId)
      .filter(({ followUpOf }) => followUpOf?.ticketId === ticket.id)
      .sort((a, b) => b.number - a.number)
      .at(0),
  );
  const isSending = useMessages(ticket.chatId, ({ pending }) => pending.length > 0);
  const hasWritten = useRef(false);
  const nextId = followUp?.id;

  useEffect(() => {
    if (into) router.replace(`/support/${into}`);
  }, [into, router]);

  useEffect(() => {
    if (ticket.state !== 'closed') return;
    if (isSending) hasWritten.current = true;
    else if (hasWritten.current && nextId) router.push(`/support/${nextId}`);
  }, [ticket.state, isSending, nextId, router]);

  return followUp;
}
