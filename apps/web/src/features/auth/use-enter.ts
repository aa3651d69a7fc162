'use client';

import { createRest, ParleyError, type Rest } from '@app/client';
import type { SessionDto } from '@app/contracts';
import { useState } from 'react';
import { writePreference } from '@/features/preference/cookie';
import { LOCALE_COOKIE } from '@/i18n/locale';

export interface Enter {
  /** What is being asked of the server now: the form's name or a demo account's id. */
  pending: string | null;
  error: ParleyError | null;
  /** What is being corrected is not at fault any more; a fault would keep the form from being sent. */
  clear: () => void;
  run: (name: string, ask: (rest: Rest) => Promise<SessionDto>) => Promise<void>;
}

/** Signs in by any door, then opens `next` in the person's own language. */
export function useEnter(next: string): Enter {
  const [rest] = useState(() => createRest({}));
  const [pending, setPending] = useState<string | null>(null);
  const [error, setError] = useState<ParleyError | null>(null);

  const run: Enter['run'] = async (name, ask) => {
    setPending(name);
    setError(null);
    try {
      const session = await ask(rest);
      writePreference(LOCALE_COOKIE, session.user.locale);
      // A full load: nothing of an earlier person may stay in memory.
      window.location.assign(next);
    } catch (thrown) {
      setPending(null);
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
    }
  };
  return { pending, error, run, clear: () => setError(null) };
}
