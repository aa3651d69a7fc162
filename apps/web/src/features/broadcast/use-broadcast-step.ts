'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { BroadcastDto } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

export type Step = 'pause' | 'resume' | 'cancel' | 'remove';

interface Steps {
  take: (step: Step) => Promise<void>;
  pending: Step | null;
  error: ParleyError | null;
}

/** One step at a time. A draft that is removed leaves for the list. */
export function useBroadcastStep(broadcastId: string, onChanged: (broadcast: BroadcastDto) => void): Steps {
  const { rest } = useParley();
  const router = useRouter();
  const [pending, setPending] = useState<Step | null>(null);
  const [error, setError] = useState<ParleyError | null>(null);

  const take = async (step: Step) => {
    setPending(step);
    setError(null);
    try {
      if (step === 'remove') {
        await rest.broadcasts.removeDraft(broadcastId);
        router.push('/broadcasts');
      } else onChanged(await rest.broadcasts.steer(broadcastId, step));
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
    } finally {
      setPending(null);
    }
  };

  return { take, pending, error };
}
