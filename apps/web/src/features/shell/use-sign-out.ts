'use client';

import { useParley } from '@app/client/react';
import { useCallback } from 'react';

/**
 * Ends the session here: nothing of this person stays on the device. Throws when the server did not end the session,
 * because only the server can take the session cookies away; then everything stays as it was.
 */
export function useSignOut(): () => Promise<void> {
  const { me, rest, forget } = useParley();
  return useCallback(async () => {
    await rest.auth.logout();
    await forget();
    await Promise.all([forgetRecordings(me.id), forgetPush()]);
    // A full load drops every store and every cached page of this person.
    window.location.assign('/sign-in');
  }, [me.id, rest, forget]);
}

/** A browser that cannot say whether it is subscribed is not. */
async function forgetPush(): Promise<void> {
  const { leavePush } = await import('@/features/preference/push-subscription');
  await leavePush().catch(() => undefined);
}

/** A device whose storage does not open has kept none. */
async function forgetRecordings(userId: string): Promise<void> {
  const { clearDrafts } = await import('@/features/voice/voice-drafts');
  await clearDrafts(userId).catch(() => undefined);
}
