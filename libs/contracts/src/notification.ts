import type { CallMedia } from './call';
import type { MessageGistDto } from './message';

export const NOTIFICATION_TYPES = ['message', 'ticket', 'broadcast', 'system'] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

/** unseen -> seen (the panel was opened) -> read (acted upon). */
export const NOTIFICATION_FILTERS = ['all', 'unread'] as const;
export type NotificationFilter = (typeof NOTIFICATION_FILTERS)[number];

/** One row of the bell: a chat's messages grouped, a ticket's change, or a broadcast. */
export interface NotificationDto {
  id: string;
  type: NotificationType;
  /** One live row per group: `chat:<id>`, `call:<chat id>` for missed calls, `ticket:<id>`, `broadcast:<id>`. */
  groupKey: string;
  /** Plain text. Who or what it is from; for a ticket its subject. */
  title: string;
  text: string;
  /** Where the row leads, by ids; the client builds the link. */
  data: NotificationTargetDto;
  /** How many events the row stands for. */
  count: number;
  seenAt: string | null;
  readAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface NotificationTargetDto {
  chatId?: string;
  ticketId?: string;
  broadcastId?: string;
  /** For a ticket's change: its new state. */
  state?: string;
  /** For a message: what the last one carries besides its text. */
  gist?: MessageGistDto;
  /** For a call that was not answered. */
  missedCall?: { media: CallMedia };
}

/** Personal rows and matching broadcasts together. The badge shows `unseen`. */
export interface NotificationCountsDto {
  unseen: number;
  unread: number;
}

export interface NotificationListQuery {
  filter?: NotificationFilter;
  cursor?: string;
  limit?: number;
}
