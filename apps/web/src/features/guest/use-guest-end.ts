'use client';

import { useConnection, useParley } from '@app/client/react';
import { useCallback, useEffect } from 'react';
import { keepToken } from './kept-link';

/** When the session has ended by itself, the page begins anew: the kept link opens the next one. */
export function useGuestEnd(): void {
  const { status } = useConnection();
  useEffect(() => {
    if (status === 'signedOut') window.location.reload();
  }, [status]);
}

/** Leaves nothing of the guest on this device; the letter has the link. Throws when the server did not end the session. */
export function useLeave(): () => Promise<void> {
  const { rest, forget } = useParley();
  return useCallback(async () => {
    await rest.auth.logout();
    keepToken(null);
    await forget();
    window.location.assign('/sign-in');
  }, [rest, forget]);
}
