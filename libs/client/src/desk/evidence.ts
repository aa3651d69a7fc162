import type { EscalateChatInput, EvidenceDto, PageQuery, SupportTicketDto } from '@app/contracts';
import type { Rest } from '../rest/rest';

/** From a chat to the desk. Answers the `data` of the envelope and throws `ParleyError`. */
export interface EvidenceRoutes {
  /** By a member: the desk gets a frozen copy, and what was said until now stays as it is. The same `clientMsgId` asks once. */
  askSupport(chatId: string, input: EscalateChatInput): Promise<SupportTicketDto>;
  /** Staff. A page of what was frozen, and whether all of it still is as it was. NOT_FOUND when the ticket has none. */
  page(ticketId: string, query?: PageQuery): Promise<EvidenceDto>;
}

export function evidenceOf({ call }: Rest): EvidenceRoutes {
  return {
    askSupport: (chatId, body) => call({ method: 'POST', path: `chats/${encodeURIComponent(chatId)}/escalate`, body }),
    page: (ticketId, query) =>
      call({ method: 'GET', path: `support-tickets/${encodeURIComponent(ticketId)}/evidence`, query }),
  };
}

/** Where the whole of it can be downloaded as a file, by the session's cookie; below the server's origin. */
export function evidenceExportPath(ticketId: string): string {
  return `/api/support-tickets/${encodeURIComponent(ticketId)}/evidence/export`;
}
