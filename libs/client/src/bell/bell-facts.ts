import type { NotificationDto, NotificationFilter } from '@app/contracts';

/** Rows with one more or a newer one, latest change first; an older copy of a known row changes nothing. */
export function upsertRow(
  rows: readonly NotificationDto[],
  row: NotificationDto,
  filter: NotificationFilter,
): readonly NotificationDto[] {
  const known = rows.find(({ id }) => id === row.id);
  if (known && isNewer(known, row)) return rows;
  const others = rows.filter(({ id }) => id !== row.id);
  if (filter === 'unread' && row.readAt !== null) return others;
  return [...others, row].sort(byUpdate);
}

export function mergeRows(
  rows: readonly NotificationDto[],
  page: readonly NotificationDto[],
): readonly NotificationDto[] {
  return page.reduce((merged, row) => upsertRow(merged, row, 'all'), rows);
}

/** Reading does not move `updatedAt`, so that among equals the row that is further (seen, read) is the newer. */
function isNewer(a: NotificationDto, b: NotificationDto): boolean {
  return a.updatedAt === b.updatedAt ? progress(a) > progress(b) : a.updatedAt > b.updatedAt;
}

function progress({ seenAt, readAt }: NotificationDto): number {
  return Number(seenAt !== null) + Number(readAt !== null);
}

function byUpdate(a: NotificationDto, b: NotificationDto): number {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt < b.updatedAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
