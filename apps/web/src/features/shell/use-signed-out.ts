'use client';

import { useConnection } from '@app/client/react';
import { useEffect } from 'react';

/** Goes to the sign-in page once the session has ended for good, and comes back to this address after it. */
export function useSignedOut(): void {
  const { status } = useConnection();
  useEffect(() => {
    if (status !== 'signedOut') return;
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
  }, [status]);
}
