import type { CallMedia } from './call';
import type { MessageGistDto } from './message';
import type { NotificationCategory } from './preference';
import type { SlaTarget } from './sla';
import type { Locale } from './user';

/** `custom`: sent by the marketplace's own server; `category` says what it is about. */
export const NOTIFICATION_TYPES = [
  'message',
  'mention',
  'offer',
  'ticket',
  'broadcast',
  'security',
  'system',
  'custom',
] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

/** `all` and `unread` leave out what is archived or snoozed. */
export const NOTIFICATION_FILTERS = ['all', 'unread', 'snoozed', 'archived'] as const;
export type NotificationFilter = (typeof NOTIFICATION_FILTERS)[number];

/** One row of the bell: a chat's messages grouped, a ticket's change, a broadcast, or an event of the marketplace. */
export interface NotificationDto {
  id: string;
  type: NotificationType;
  /** The row of the preference matrix that it falls under. */
  category: NotificationCategory;
  /** One live row per group: `chat:<id>`, `mention:<chat id>`, `call:<chat id>` for missed calls, `ticket:<id>`, `broadcast:<id>`, `custom:<id>`. */
  groupKey: string;
  /** Plain text. Who or what it is from; for a ticket its subject. */
  title: string;
  text: string;
  /** Where the row leads, by ids; the client builds the link. */
  data: NotificationTargetDto;
  /** Where the marketplace leads: a path of this site ('/orders/7') or an https address. */
  link: string | null;
  /** It may not wait: quiet hours and digests do not hold it. */
  isCritical: boolean;
  /** How many events the row stands for. */
  count: number;
  /** unseen -> seen (the panel was opened) -> read (acted upon) -> archived. */
  seenAt: string | null;
  readAt: string | null;
  archivedAt: string | null;
  /** Out of the bell until then; a new event of the group brings it back at once. */
  snoozedUntil: string | null;
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
  /** For a promise of the desk that is running out, or has. */
  sla?: { target: SlaTarget; kind: 'warning' | 'missed' };
  /** For staff: a ticket was passed up or given to them, or is back after it was snoozed. */
  desk?: 'escalated' | 'assigned' | 'woken';
  /** For the customer: their ticket was solved, and they are asked how it went. */
  asksRating?: boolean;
  /** For a call that was not answered. */
  missedCall?: { media: CallMedia };
}

/** Personal rows and matching broadcasts together, without archived and snoozed ones. The badge shows `unseen`. */
export interface NotificationCountsDto {
  unseen: number;
  unread: number;
}

export interface NotificationListQuery {
  filter?: NotificationFilter;
  type?: NotificationType;
  cursor?: string;
  limit?: number;
}

export interface SnoozeInput {
  /** In the future, at most 30 days away (ISO 8601). */
  until: string;
}

/** Plain text, never HTML. */
export interface NotificationTextDto {
  title: string;
  text: string;
}

interface CreateNotificationBase {
  idempotencyKey: string;
  link?: string;
  isCritical?: boolean;
}

/** Said in full: the reader's language is taken, else that of `defaultLocale`. */
interface SpelledNotification {
  category: NotificationCategory;
  variants: Partial<Record<Locale, NotificationTextDto>>;
  defaultLocale: Locale;
  template?: undefined;
  variables?: undefined;
}

/** Said by a stored template; what is given beside it goes before the template's own. */
interface TemplateNotification {
  template: string;
  variables?: Record<string, string | number>;
  category?: undefined;
  variants?: undefined;
  defaultLocale?: undefined;
}

/** Whom: by the id here, or by the marketplace's own. */
type NotificationReader = { userId: string; externalId?: undefined } | { externalId: string; userId?: undefined };

/**
 * An event of the marketplace for one person; POST /api/notifications with a server key. A repeat with the same
 * `idempotencyKey` answers the first one; with another body it is refused (IDEMPOTENCY_KEY_REUSED).
 */
export type CreateNotificationInput = CreateNotificationBase &
  (SpelledNotification | TemplateNotification) &
  NotificationReader;

/** In the archive already when the person wants nothing of this category in the bell; other channels may still carry it. */
export interface CreatedNotificationDto {
  /** Null when it is not kept any more. */
  notification: NotificationDto | null;
  duplicate: boolean;
}
