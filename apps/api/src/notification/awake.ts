import type { FeedItem } from '../broadcast/broadcast-feed';

/** A broadcast as it now stands in a bell: after a snooze it is new again, and moves to where the snooze ended. */
export interface BellBroadcast {
  item: FeedItem;
  isArchived: boolean;
  isSnoozed: boolean;
  movedAt: Date;
}

/** Field by field, as the item itself: counting a bell makes one for each. */
export function toBellBroadcast(item: FeedItem, now: Date): BellBroadcast {
  const { broadcast, locale, seenAt, readAt, clickedAt, archivedAt, snoozedUntil } = item;
  const isSnoozed = snoozedUntil !== null && snoozedUntil > now;
  const wokeAt = isSnoozed ? null : snoozedUntil;
  return {
    item: {
      broadcast,
      locale,
      seenAt: sinceThen(seenAt, wokeAt),
      readAt: sinceThen(readAt, wokeAt),
      clickedAt,
      archivedAt,
      snoozedUntil: isSnoozed ? snoozedUntil : null,
    },
    isArchived: archivedAt !== null,
    isSnoozed,
    movedAt: wokeAt ?? broadcast.publishedAt,
  };
}

function sinceThen(at: Date | null, wokeAt: Date | null): Date | null {
  return at !== null && wokeAt !== null && at < wokeAt ? null : at;
}

export function isInBell({ isArchived, isSnoozed }: BellBroadcast): boolean {
  return !isArchived && !isSnoozed;
}
