import type { NotificationDto, Role } from '@app/contracts';

/** Where a row leads; null when there is nothing to go to, as with an announcement. */
export function linkOf({ data }: Pick<NotificationDto, 'data'>, role: Role): string | null {
  if (data.ticketId) return ticketLink(data.ticketId, role);
  return data.chatId ? `/chats/${data.chatId}` : null;
}

/** Customers see their ticket under help, staff in the queue. */
export function ticketLink(ticketId: string, role: Role): string {
  return role === 'user' ? `/support/${ticketId}` : `/desk/${ticketId}`;
}
