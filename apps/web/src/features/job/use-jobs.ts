'use client';

import { ParleyError } from '@app/client';
import { jobsOf } from '@app/client/admin';
import { useParley } from '@app/client/react';
import type { JobDto, JobFiguresDto, JobFilter } from '@app/contracts';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

interface Loaded {
  rows: JobDto[];
  cursor: string | null;
}

/** One view of the queue, as it was when it was asked for. */
export function useJobs(filter: JobFilter) {
  const { rest } = useParley();
  const jobs = useMemo(() => jobsOf(rest), [rest]);
  const [figures, setFigures] = useState<JobFiguresDto | null>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  /** The last question: an answer to an earlier one is not shown. */
  const asked = useRef(0);

  const loadPage = useCallback(
    async (before: Loaded | null) => {
      asked.current += 1;
      const turn = asked.current;
      setIsLoading(true);
      setHasFailed(false);
      try {
        const query = { filter, cursor: before?.cursor ?? undefined };
        const [page, now] = await Promise.all([jobs.list(query), jobs.figures()]);
        if (turn !== asked.current) return;
        setFigures(now);
        setLoaded({ rows: [...(before?.rows ?? []), ...page.items], cursor: page.nextCursor });
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        if (turn === asked.current) setHasFailed(true);
      } finally {
        if (turn === asked.current) setIsLoading(false);
      }
    },
    [jobs, filter],
  );

  const load = useCallback(() => loadPage(null), [loadPage]);
  useEffect(() => {
    setLoaded(null);
    void load();
  }, [load]);
  return {
    ...{ jobs, figures, isLoading, hasFailed, load },
    rows: loaded?.rows ?? null,
    hasMore: loaded !== null && loaded.cursor !== null,
    loadMore: () => loadPage(loaded),
  };
}
