import type { NotificationCategory, NotificationDto, NotificationType, UserDto } from '@app/contracts';
import type { BellBroadcast } from './awake';
import type { Notification } from './notification.schema';

/** `users` holds the senders of the rows; a row without one has a title of its own. */
export function toNotificationDto(row: Notification, users: ReadonlyMap<string, UserDto>): NotificationDto {
  return {
    id: row._id.toHexString(),
    type: row.type,
    category: row.category ?? categoryOf(row.type),
    groupKey: row.groupKey,
    title: row.senderId ? (users.get(row.senderId.toHexString())?.name ?? '') : row.title,
    text: row.text,
    data: row.data,
    link: row.link ?? null,
    isCritical: row.isCritical ?? false,
    count: row.count,
    seenAt: row.seenAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A broadcast as a row of the bell, in the reader's language. */
export function broadcastToNotificationDto({ item, movedAt }: BellBroadcast): NotificationDto {
  const { broadcast, locale, seenAt, readAt, archivedAt, snoozedUntil } = item;
  const id = broadcast._id.toHexString();
  return {
    id,
    type: 'broadcast',
    category: 'broadcast',
    groupKey: `broadcast:${id}`,
    title: broadcast.variants[locale]?.title ?? '',
    text: broadcast.variants[locale]?.text ?? '',
    data: { broadcastId: id },
    link: broadcast.link ?? null,
    isCritical: false,
    count: 1,
    seenAt: seenAt?.toISOString() ?? null,
    readAt: readAt?.toISOString() ?? null,
    archivedAt: archivedAt?.toISOString() ?? null,
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    createdAt: broadcast.publishedAt.toISOString(),
    updatedAt: movedAt.toISOString(),
  };
}

/** Where an event falls in the preference matrix when nobody said so. */
export function categoryOf(type: NotificationType): NotificationCategory {
  return type === 'custom' ? 'activity' : type;
}
