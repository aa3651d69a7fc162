import type { NotificationDto } from '@app/contracts';
import type { BellState } from './bell';

export type BellView = Pick<BellState, 'filter' | 'type'>;

/** True when the row is part of what is shown. */
export function isInView(row: NotificationDto, { filter, type }: BellView): boolean {
  if (type !== null && row.type !== type) return false;
  if (filter === 'archived' || row.archivedAt !== null) return filter === 'archived' && row.archivedAt !== null;
  if (filter === 'snoozed' || row.snoozedUntil !== null) return filter === 'snoozed' && row.snoozedUntil !== null;
  return filter === 'all' || row.readAt === null;
}

/** Rows with one more or a newer one, latest change first; an older copy of a known row changes nothing. */
export function upsertRow(
  rows: readonly NotificationDto[],
  row: NotificationDto,
  view: BellView,
): readonly NotificationDto[] {
  const known = rows.find(({ id }) => id === row.id);
  if (known && isNewer(known, row)) return rows;
  const others = rows.filter(({ id }) => id !== row.id);
  return isInView(row, view) ? [...others, row].sort(byUpdate) : others;
}

export function mergeRows(
  rows: readonly NotificationDto[],
  page: readonly NotificationDto[],
  view: BellView,
): readonly NotificationDto[] {
  return page.reduce((merged, row) => upsertRow(merged, row, view), rows);
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
