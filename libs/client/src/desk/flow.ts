import type { LinkTicketInput, MergeTicketInput, RateTicketInput, SupportTicketDto } from '@app/contracts';
import type { Rest } from '../rest/rest';

/** What leads from one ticket to another, and to its end. All of it answers the `data` of the envelope and throws `ParleyError`. */
export interface TicketFlow {
  /** Staff. Answers the surviving ticket, the older one. */
  merge(ticketId: string, input: MergeTicketInput): Promise<SupportTicketDto>;
  /** Staff; of the ticket that was merged, for a day. Answers it as it was before. */
  undoMerge(ticketId: string): Promise<SupportTicketDto>;
  /** Staff. Each of the two names the other. */
  link(ticketId: string, input: LinkTicketInput): Promise<SupportTicketDto>;
  unlink(ticketId: string, otherId: string): Promise<SupportTicketDto>;
  /** By the customer, when the ticket's `rating` says that it is asked for. */
  rate(ticketId: string, input: RateTicketInput): Promise<SupportTicketDto>;
}

export function ticketFlowOf({ call }: Rest): TicketFlow {
  const of = (ticketId: string) => `support-tickets/${encodeURIComponent(ticketId)}`;
  return {
    merge: (ticketId, body) => call({ method: 'POST', path: `${of(ticketId)}/merge`, body }),
    undoMerge: (ticketId) => call({ method: 'DELETE', path: `${of(ticketId)}/merge` }),
    link: (ticketId, body) => call({ method: 'POST', path: `${of(ticketId)}/links`, body }),
    unlink: (ticketId, otherId) =>
      call({ method: 'DELETE', path: `${of(ticketId)}/links/${encodeURIComponent(otherId)}` }),
    rate: (ticketId, body) => call({ method: 'PUT', path: `${of(ticketId)}/rating`, body }),
  };
}
