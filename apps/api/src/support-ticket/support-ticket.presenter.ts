import type { SupportTicketDto, TicketDeskDto, TicketRefDto, UserDto } from '@app/contracts';
import type { StoredTicketRef, SupportTicket } from './support-ticket.schema';
import { MERGE_UNDO_MS } from './ticket-merge-change';
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
    context: ticket.context ?? null,
    followUpOf: toRef(ticket.followUpOf),
    mergedInto: toRef(ticket.mergedInto),
    rating: ticket.rating ? { ...ticket.rating, askedAt: ticket.rating.askedAt.toISOString() } : null,
    solvedAt: ticket.solvedAt?.toISOString() ?? null,
    closedAt: ticket.closedAt?.toISOString() ?? null,
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
    desk: isForStaff ? toDesk(ticket, person) : null,
  };
}

function toDesk(ticket: SupportTicket, person: (id: string) => UserDto): TicketDeskDto {
  const { escalation } = ticket;
  return {
    tags: ticket.tags ?? [],
    language: ticket.language ?? 'en',
    isGuest: ticket.isGuest ?? false,
    snoozedUntil: ticket.snoozedUntil?.toISOString() ?? null,
    escalation: escalation
      ? {
          at: escalation.at.toISOString(),
          by: escalation.byId && person(escalation.byId.toHexString()),
          reason: escalation.reason,
        }
      : null,
    links: (ticket.links ?? []).map((link) => ({ ticketId: link.ticketId.toHexString(), number: link.number })),
    merged: (ticket.merged ?? []).map(({ ticketId, number, chatId, at }) => {
      const undoUntil = at.getTime() + MERGE_UNDO_MS;
      return {
        ticketId: ticketId.toHexString(),
        number,
        chatId: chatId.toHexString(),
        undoUntil: undoUntil > Date.now() ? new Date(undoUntil).toISOString() : null,
      };
    }),
    noteCount: (ticket.merged ?? []).reduce((sum, merge) => sum + merge.noteCount, ticket.noteCount ?? 0),
    hasEvidence: [ticket, ...(ticket.merged ?? [])].some(({ hasEvidence }) => hasEvidence === true),
    archivedAt: ticket.archivedAt?.toISOString() ?? null,
  };
}

function toRef(ref: StoredTicketRef | null | undefined): TicketRefDto | null {
  return ref ? { ticketId: ref.ticketId.toHexString(), number: ref.number } : null;
}
