'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { AudienceInput, BroadcastPreviewDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

const PAUSE_MS = 300;

export type Reach = { state: 'counting' } | { state: 'failed' } | ({ state: 'known' } & BroadcastPreviewDto);

const NOBODY: Reach = { state: 'known', recipients: 0, locales: { en: 0, fr: 0, ar: 0 } };

/** How many people an audience is now, asked again a moment after each change. Null is nobody. */
export function useReach(audience: AudienceInput | null): { reach: Reach; retry: () => void } {
  const { rest } = useParley();
  const [reach, setReach] = useState<Reach>({ state: 'counting' });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(audience);

  // `key` stands for the audience, and every attempt asks again.
  useEffect(() => {
    let isCurrent = true;
    setReach(key === 'null' ? NOBODY : { state: 'counting' });
    if (key === 'null') return;
    const timer = setTimeout(async () => {
      try {
        const counted = await rest.broadcasts.preview(JSON.parse(key) as AudienceInput);
        if (isCurrent) setReach({ state: 'known', ...counted });
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
