'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import { useCallback, useState } from 'react';
import { useErrorText } from '@/i18n/use-error-text';

export interface BellActions {
  markRead: (notificationId: string) => Promise<void>;
  markAllRead: () => Promise<void>;
  isBusy: boolean;
  /** Why the last of them failed, as the end of a sentence; null when it did not. */
  fault: string | null;
}

export function useBellActions(): BellActions {
  const { bell } = useParley();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const run = useCallback(
    async (act: () => Promise<void>) => {
      setIsBusy(true);
      setFault(null);
      try {
        await act();
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        setFault(errorText(thrown.code));
      } finally {
        setIsBusy(false);
      }
    },
    [errorText],
  );

  return {
    markRead: (id) => run(() => bell.markRead(id)),
    markAllRead: () => run(() => bell.markAllRead()),
    isBusy,
    fault,
  };
}
