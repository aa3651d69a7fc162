import type { SupportTicketDto, UserDto } from '@app/contracts';
import type { SupportTicket } from './support-ticket.schema';
import { toTicketSlaDto } from './ticket-sla';

/** A ticket for staff or for its customer, who does not see the history. */
export function toSupportTicketDto(
  ticket: SupportTicket,
  people: Map<string, UserDto>,
  isForStaff: boolean,
): SupportTicketDto {
  const person = (id: string): UserDto => people.get(id) ?? { id, name: '', avatarUrl: null, role: 'user' };
  return {
    id: ticket._id.toHexString(),
    number: ticket.number,
    subject: ticket.subject,
    category: ticket.category,
    priority: ticket.priority,
    state: ticket.state,
    requester: person(ticket.requesterId.toHexString()),
    assignee: ticket.assigneeId && person(ticket.assigneeId.toHexString()),
    chatId: ticket.chatId.toHexString(),
    isAwaitingReply: ticket.isAwaitingReply,
    createdAt: ticket.createdAt.toISOString(),
    updatedAt: ticket.updatedAt.toISOString(),
    sla: isForStaff ? toTicketSlaDto(ticket) : null,
    history: isForStaff
      ? ticket.history.map(({ at, actorId, field, from, to }) => ({
          at: at.toISOString(),
          actorId: actorId?.toHexString() ?? null,
          field,
          from,
          to,
        }))
      : null,
  };
}
