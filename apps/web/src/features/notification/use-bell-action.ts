'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { NotificationDto } from '@app/contracts';
import { useCallback, useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';

export interface BellActions {
  markRead: (notificationId: string) => Promise<void>;
  markAllRead: () => Promise<void>;
  archive: (row: NotificationDto) => Promise<void>;
  restore: (row: NotificationDto) => Promise<void>;
  /** Null ends it. */
  snooze: (row: NotificationDto, until: string | null) => Promise<void>;
  /** Takes back what was put away last. */
  undo: () => Promise<void>;
  /** The row that was put away last, as it was. */
  putAway: NotificationDto | null;
  isBusy: boolean;
  /** Why the last of them failed, as the end of a sentence; null when it did not. */
  fault: string | null;
}

export function useBellActions(): BellActions {
  const { bell } = useParley();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [putAway, setPutAway] = useState<{ row: NotificationDto; undo: () => Promise<void> } | null>(null);

  const run = useCallback(
    async (act: () => Promise<void>, then: typeof putAway = null) => {
      setIsBusy(true);
      setFault(null);
      try {
        await act();
        setPutAway(then);
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        setFault(errorText(thrown.code));
      } finally {
        setIsBusy(false);
      }
    },
    [errorText],
  );

  const restore = (row: NotificationDto) => bell.setArchived(row.id, false);
  const wake = (row: NotificationDto) => bell.snooze(row.id, null);
  return {
    markRead: (id) => run(() => bell.markRead(id), putAway),
    markAllRead: () => run(() => bell.markAllRead()),
    archive: (row) => run(() => bell.setArchived(row.id, true), { row, undo: () => restore(row) }),
    restore: (row) => run(() => restore(row)),
    snooze: (row, until) =>
      until === null
        ? run(() => wake(row))
        : run(() => bell.snooze(row.id, until), { row: { ...row, snoozedUntil: until }, undo: () => wake(row) }),
    undo: () => run(async () => putAway?.undo()),
    putAway: putAway?.row ?? null,
    isBusy,
    fault,
  };
}
