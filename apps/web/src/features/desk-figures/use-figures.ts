'use client';

import { ParleyError } from '@app/client';
import { deskFiguresOf } from '@app/client/desk';
import { useParley } from '@app/client/react';
import type { DeskFiguresDto, DeskFiguresQuery } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

export interface Figures {
  /** Of the days that were asked for last; those before stay until they are there. */
  figures: DeskFiguresDto | null;
  isLoading: boolean;
  error: ParleyError | null;
  load: () => Promise<void>;
}

/** What the desk did on these days. */
export function useFigures({ from, to, timeZone }: DeskFiguresQuery): Figures {
  const { rest } = useParley();
  const [figures, setFigures] = useState<DeskFiguresDto | null>(null);
  const [isLoading, setIsLoading] = useState(true);
  const [error, setError] = useState<ParleyError | null>(null);

  const fetchInto = useCallback(
    async (isCurrent: () => boolean) => {
      setIsLoading(true);
      setError(null);
      try {
        const answer = await deskFiguresOf(rest).read({ from, to, timeZone });
        if (isCurrent()) setFigures(answer);
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        if (isCurrent()) setError(thrown);
      } finally {
        if (isCurrent()) setIsLoading(false);
      }
    },
    [rest, from, to, timeZone],
  );
  useEffect(() => {
    let isCurrent = true;
    void fetchInto(() => isCurrent);
    return () => {
      isCurrent = false;
    };
  }, [fetchInto]);

  return { figures, isLoading, error, load: () => fetchInto(() => true) };
}
