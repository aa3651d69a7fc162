import type { NotificationDto, Role } from '@app/contracts';

/** Where a row leads; null when there is nothing to go to, as with an announcement. */
export function linkOf(
  { type, data, link }: Pick<NotificationDto, 'type' | 'data' | 'link'>,
  role: Role,
): string | null {
  // An announcement is read first; its link stands under its text.
  if (link !== null && type !== 'broadcast') return link;
  if (type === 'security') return '/settings#security';
  if (data.ticketId) return ticketLink(data.ticketId, role);
  return data.chatId ? `/chats/${data.chatId}` : null;
}

/** Customers see their ticket under help, staff in the queue. */
export function ticketLink(ticketId: string, role: Role): string {
  return role === 'user' ? `/support/${ticketId}` : `/desk/${ticketId}`;
}

/** True for the marketplace's own pages, which open beside this app. */
export function isOutside(href: string): boolean {
  return !href.startsWith('/');
}
