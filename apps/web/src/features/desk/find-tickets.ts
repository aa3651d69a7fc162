import type { SupportTicketDto } from '@app/contracts';

/** Those whose number begins with what is asked for, or whose subject or customer holds it. */
export function findTickets(tickets: readonly SupportTicketDto[], query: string): readonly SupportTicketDto[] {
  const wanted = query.trim().replace(/^#/, '').toLocaleLowerCase();
  if (wanted === '') return tickets;
  return tickets.filter(({ number, subject, requester }) => {
    if (`${number}`.startsWith(wanted)) return true;
    return `${subject} ${requester.name}`.toLocaleLowerCase().includes(wanted);
  });
}
