'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { AudienceInput } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

const PAUSE_MS = 300;

export type Reach = { state: 'counting' } | { state: 'failed' } | { state: 'known'; recipients: number };

/** How many people an audience is now, asked again a moment after each change. */
export function useReach(audience: AudienceInput): { reach: Reach; retry: () => void } {
  const { rest } = useParley();
  const [reach, setReach] = useState<Reach>({ state: 'counting' });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(audience);

  // `key` stands for the audience, and every attempt asks again.
  useEffect(() => {
    let isCurrent = true;
    setReach({ state: 'counting' });
    const timer = setTimeout(async () => {
      try {
        const { recipients } = await rest.broadcasts.preview(JSON.parse(key) as AudienceInput);
        if (isCurrent) setReach({ state: 'known', recipients });
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        if (isCurrent) setReach({ state: 'failed' });
      }
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [rest, key, attempt]);

  return { reach, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
