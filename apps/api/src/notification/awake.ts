import type { FeedItem } from '../broadcast/broadcast-feed';

/** A broadcast as it now stands in a bell: after a snooze it is new again, and moves to where the snooze ended. */
export interface BellBroadcast {
  item: FeedItem;
  isArchived: boolean;
  isSnoozed: boolean;
  movedAt: Date;
}

export function toBellBroadcast(item: FeedItem, now: Date): BellBroadcast {
  const { broadcast, snoozedUntil, archivedAt } = item;
  const isSnoozed = snoozedUntil !== null && snoozedUntil > now;
  const wokeAt = isSnoozed ? null : snoozedUntil;
  const since = (at: Date | null) => (at !== null && wokeAt !== null && at < wokeAt ? null : at);
  return {
    item: {
      ...item,
      seenAt: since(item.seenAt),
      readAt: since(item.readAt),
      snoozedUntil: isSnoozed ? snoozedUntil : null,
    },
    isArchived: archivedAt !== null,
    isSnoozed,
    movedAt: wokeAt ?? broadcast.publishedAt,
  };
}
