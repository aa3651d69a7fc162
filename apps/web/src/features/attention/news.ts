import type { NotificationDto } from '@app/contracts';

/** A row that was written longer ago is told because it was corrected, not because something happened. */
const FRESH_MS = 60_000;
const REMEMBERED_MAX = 500;

/** Tells what just happened from what is told again: rows are told once more when they are edited, counted or looked at. */
export function createNewsFilter(now: () => number): (row: NotificationDto) => boolean {
  const heard = new Map<string, string>();
  return ({ id, updatedAt, seenAt, readAt, archivedAt, snoozedUntil }) => {
    const isOpen = seenAt === null && readAt === null && archivedAt === null && snoozedUntil === null;
    const isNew = heard.get(id) !== updatedAt && now() - Date.parse(updatedAt) < FRESH_MS;
    heard.delete(id);
    heard.set(id, updatedAt);
    const oldest = heard.keys().next().value;
    if (heard.size > REMEMBERED_MAX && oldest !== undefined) heard.delete(oldest);
    return isOpen && isNew;
  };
}
