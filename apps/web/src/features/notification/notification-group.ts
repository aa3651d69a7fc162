import type { NotificationDto } from '@app/contracts';

export type GroupKey = 'new' | 'earlier' | 'seen' | 'readGroup';

export interface NotificationGroup {
  key: GroupKey;
  rows: readonly NotificationDto[];
}

/** What is new comes first and stays there while the bell is open; a page tells unread and read apart as well. */
export function groupRows(
  rows: readonly NotificationDto[],
  newIds: ReadonlySet<string>,
  place: 'panel' | 'page',
): NotificationGroup[] {
  const old = rows.filter((row) => !newIds.has(row.id));
  const groups: NotificationGroup[] = [
    { key: 'new', rows: rows.filter((row) => newIds.has(row.id)) },
    ...(place === 'panel'
      ? [{ key: 'earlier' as const, rows: old }]
      : [
          { key: 'seen' as const, rows: old.filter((row) => row.readAt === null) },
          { key: 'readGroup' as const, rows: old.filter((row) => row.readAt !== null) },
        ]),
  ];
  return groups.filter((group) => group.rows.length > 0);
}
