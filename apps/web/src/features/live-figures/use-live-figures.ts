'use client';

import { ParleyError } from '@app/client';
import { readLiveFigures } from '@app/client/admin';
import { useParley } from '@app/client/react';
import type { LiveFiguresDto } from '@app/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Totals, totalsOf } from './totals';

/** The server takes them as often. */
const ASK_MS = 2_000;
/** Two minutes. */
const KEPT = 60;

/** The service as it is now and was in the last two minutes; asked for only while somebody looks. */
export function useLiveFigures() {
  const { rest } = useParley();
  const [figures, setFigures] = useState<LiveFiguresDto | null>(null);
  const [history, setHistory] = useState<Totals[]>([]);
  const [hasFailed, setHasFailed] = useState(false);
  /** A slow answer does not make the next question come twice. */
  const isAsking = useRef(false);

  const ask = useCallback(async () => {
    if (isAsking.current || document.hidden) return;
    isAsking.current = true;
    try {
      const answer = await readLiveFigures(rest);
      setFigures(answer);
      setHistory((before) => [...before, totalsOf(answer)].slice(-KEPT));
      setHasFailed(false);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setHasFailed(true);
    } finally {
      isAsking.current = false;
    }
  }, [rest]);

  useEffect(() => {
    const look = () => void ask();
    look();
    const timer = setInterval(look, ASK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [ask]);

  return { figures, history, hasFailed, ask };
}
