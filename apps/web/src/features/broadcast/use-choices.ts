'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { BroadcastChoicesDto, SegmentDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

const NOTHING: BroadcastChoicesDto = { regions: [], tags: [], channels: [] };

export interface Choices extends BroadcastChoicesDto {
  segments: readonly SegmentDto[];
  /** Asks again, after a segment was saved or removed. */
  reload: () => Promise<void>;
}

/** What an audience can be made of here. Without an answer the form works as well: words can be written. */
export function useChoices(): Choices {
  const { rest } = useParley();
  const [choices, setChoices] = useState(NOTHING);
  const [segments, setSegments] = useState<readonly SegmentDto[]>([]);

  const reload = useCallback(async () => {
    try {
      const [made, saved] = await Promise.all([rest.broadcasts.choices(), rest.segments.list()]);
      setChoices(made);
      setSegments(saved);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
    }
  }, [rest]);
  useEffect(() => void reload(), [reload]);

  return { ...choices, segments, reload };
}
