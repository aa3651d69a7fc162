'use client';

import { createRest, ParleyError } from '@app/client';
import { guestsOf } from '@app/client/desk';
import type { MeDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';
import { writePreference } from '@/features/preference/cookie';
import { LOCALE_COOKIE } from '@/i18n/locale';
import { keepToken, keptToken, tokenOf } from './kept-link';

/**
 * `looking`: the link is being read or shown to the server. `guest`: the request is open. `member`: somebody with an account is signed in
 * here; `token` is the link that they followed. `form`: nobody, and no way back.
 */
export type GuestDoor =
  | { kind: 'looking' | 'guest' }
  | { kind: 'member'; token: string | null }
  | { kind: 'form'; fault: 'gone' | null }
  | { kind: 'failed'; error: ParleyError; token: string };

/** What this page is for whoever opened it; links are followed by themselves, unless that would sign somebody out. */
export function useGuestDoor(me: MeDto | null): { door: GuestDoor; enter: (token: string) => Promise<void> } {
  const [door, setDoor] = useState<GuestDoor>({ kind: 'looking' });

  const enter = useCallback(async (token: string) => {
    setDoor({ kind: 'looking' });
    try {
      const { user } = await guestsOf(createRest({})).enter({ token });
      keepToken(token);
      writePreference(LOCALE_COOKIE, user.locale);
      // A full load: nothing of an earlier person may stay in memory, and the token not in the address.
      window.history.replaceState(null, '', '/support/guest');
      window.location.reload();
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      if (thrown.code !== 'GONE' && thrown.code !== 'VALIDATION')
        return setDoor({ kind: 'failed', error: thrown, token });
      if (keptToken() === token) keepToken(null);
      setDoor({ kind: 'form', fault: 'gone' });
    }
  }, []);

  useEffect(() => {
    const token = tokenOf(window.location.hash);
    if (me && !me.isGuest) return setDoor({ kind: 'member', token });
    if (me && (token === null || token === keptToken())) return setDoor({ kind: 'guest' });
    const way = token ?? keptToken();
    if (way === null) return setDoor({ kind: 'form', fault: null });
    void enter(way);
  }, [me, enter]);

  return { door, enter };
}
