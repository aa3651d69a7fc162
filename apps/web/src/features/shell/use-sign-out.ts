'use client';

import { useParley } from '@app/client/react';
import { useCallback } from 'react';
import { clearDrafts } from '@/features/chat/draft';

/** Ends the session here: nothing of this person stays on the device. */
export function useSignOut(): () => Promise<void> {
  const { rest, outbox, me } = useParley();
  return useCallback(async () => {
    await rest.auth.logout().catch(() => undefined);
    clearDrafts(me.id);
    await outbox.clear().catch(() => undefined);
    // A full load drops every store and every cached page of this person.
    window.location.assign('/sign-in');
  }, [rest, outbox, me.id]);
}
