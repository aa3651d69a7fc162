import type { NotificationTargetDto, Role } from '@app/contracts';

export interface Target {
  data: NotificationTargetDto;
  link: string | null;
}

/** Where a notification leads: a path of this site, or the marketplace's own address. */
export function targetPath({ data, link }: Target, role: Role): string {
  if (link !== null) return link;
  if (data.ticketId) return role === 'user' ? `/support/${data.ticketId}` : `/desk/${data.ticketId}`;
  if (data.chatId) return `/chats/${data.chatId}`;
  return '/notifications';
}

/** The same as an address that can be followed from anywhere. */
export function targetUrl(target: Target, role: Role, publicUrl: string): string {
  return new URL(targetPath(target, role), publicUrl).href;
}
