'use client';

import { ParleyError } from '@app/client';
import { evidenceOf } from '@app/client/desk';
import { useParley } from '@app/client/react';
import type { EvidenceDto, EvidenceEntryDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

export interface KnownEvidence {
  /** What is said about the whole, as of the newest page. */
  evidence: EvidenceDto | null;
  entries: readonly EvidenceEntryDto[];
  isLoading: boolean;
  hasFailed: boolean;
  /** The next page, or after a failure the same one again. */
  load: () => Promise<void>;
}

/** The frozen copy that a ticket carries, page by page. */
export function useEvidence(ticketId: string): KnownEvidence {
  const { rest } = useParley();
  const [evidence, setEvidence] = useState<EvidenceDto | null>(null);
  const [entries, setEntries] = useState<readonly EvidenceEntryDto[]>([]);
  const [isLoading, setIsLoading] = useState(true);
  const [hasFailed, setHasFailed] = useState(false);

  const loadPage = useCallback(
    async (cursor: string | undefined) => {
      setIsLoading(true);
      setHasFailed(false);
      try {
        const page = await evidenceOf(rest).page(ticketId, { cursor });
        setEvidence(page);
        // By index: a page that was asked for twice is there once.
        setEntries((known) => [...known.filter(({ index }) => index < (page.entries[0]?.index ?? 0)), ...page.entries]);
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        setHasFailed(true);
      }
      setIsLoading(false);
    },
    [rest, ticketId],
  );

  useEffect(() => void loadPage(undefined), [loadPage]);
  return { evidence, entries, isLoading, hasFailed, load: () => loadPage(evidence?.nextCursor ?? undefined) };
}
