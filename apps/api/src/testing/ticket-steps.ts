import { randomUUID } from 'node:crypto';
import type { Page, SupportTicketDto } from '@app/contracts';
import type { TestPerson } from './test-person';

/** A ticket of this customer. */
export function openTicket(customer: TestPerson, extra: object = {}): Promise<SupportTicketDto> {
  return customer.call<SupportTicketDto>('POST', '/support-tickets', {
    subject: 'Refund',
    category: 'booking',
    description: 'The deposit has not come back.',
    clientMsgId: randomUUID(),
    ...extra,
  });
}

export function readTicket(person: TestPerson, { id }: { id: string }): Promise<SupportTicketDto> {
  return person.call<SupportTicketDto>('GET', `/support-tickets/${id}`);
}

/** Changes the ticket as one of the staff, and must succeed. */
export function changeTicket(agent: TestPerson, { id }: { id: string }, change: object): Promise<SupportTicketDto> {
  return agent.call<SupportTicketDto>('PATCH', `/support-tickets/${id}`, change);
}

/** Answered, solved and closed. */
export async function closeTicket(agent: TestPerson, ticket: SupportTicketDto): Promise<void> {
  await agent.send(ticket.chatId, 'Done');
  for (const state of ['solved', 'closed']) await changeTicket(agent, ticket, { state });
}

/** The ids of a list of tickets. */
export async function listTickets(person: TestPerson, query: string): Promise<string[]> {
  const { items } = await person.call<Page<SupportTicketDto>>('GET', `/support-tickets?${query}`);
  return items.map(({ id }) => id);
}
