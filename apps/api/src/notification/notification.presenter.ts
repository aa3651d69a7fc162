import type { NotificationDto, UserDto } from '@app/contracts';
import type { FeedItem } from '../broadcast/broadcast-feed';
import type { Notification } from './notification.schema';

/** `users` holds the senders of the rows; a row without one has a title of its own. */
export function toNotificationDto(row: Notification, users: ReadonlyMap<string, UserDto>): NotificationDto {
  return {
    id: row._id.toHexString(),
    type: row.type,
    groupKey: row.groupKey,
    title: row.senderId ? (users.get(row.senderId.toHexString())?.name ?? '') : row.title,
    text: row.text,
    data: row.data,
    count: row.count,
    seenAt: row.seenAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A broadcast as a row of the bell, in the reader's language. */
export function broadcastToNotificationDto({ broadcast, locale, seenAt, readAt }: FeedItem): NotificationDto {
  const id = broadcast._id.toHexString();
  const publishedAt = broadcast.publishAt.toISOString();
  return {
    id,
    type: 'broadcast',
    groupKey: `broadcast:${id}`,
    title: broadcast.variants[locale]?.title ?? '',
    text: broadcast.variants[locale]?.text ?? '',
    data: { broadcastId: id },
    count: 1,
    seenAt: seenAt?.toISOString() ?? null,
    readAt: readAt?.toISOString() ?? null,
    createdAt: publishedAt,
    updatedAt: publishedAt,
  };
}
