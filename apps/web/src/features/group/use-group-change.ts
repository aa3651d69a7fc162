'use client';

import { ParleyError } from '@app/client';
import { useState } from 'react';

interface GroupChange {
  isPending: boolean;
  /** Why the last attempt was refused. */
  error: ParleyError | null;
  /** True when it was done. */
  run: (change: () => Promise<unknown>) => Promise<boolean>;
}

/** One change at a time, with what became of it next to its button. */
export function useGroupChange(): GroupChange {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<ParleyError | null>(null);
  const run = async (change: () => Promise<unknown>) => {
    setIsPending(true);
    setError(null);
    try {
      await change();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
      return false;
    } finally {
      setIsPending(false);
    }
  };
  return { isPending, error, run };
}
