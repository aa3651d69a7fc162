'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { BroadcastDto, BroadcastHistoryDto } from '@app/contracts';
import { useEffect, useState } from 'react';

/** A broadcast's hours, asked for again when its figures have moved. Null while unknown; the last answer stays when one fails. */
export function useHistory({ id, figures: { seen, read, clicked } }: BroadcastDto): BroadcastHistoryDto | null {
  const { rest } = useParley();
  const [history, setHistory] = useState<BroadcastHistoryDto | null>(null);
  const moved = `${seen}:${read}:${clicked}`;

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const loaded = await rest.broadcasts.history(id);
        if (isCurrent) setHistory(loaded);
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
      }
    };
    // Nobody has done anything yet: there is nothing to ask for.
    if (moved !== '0:0:0') void load();
    return () => {
      isCurrent = false;
    };
  }, [rest, id, moved]);

  return history;
}
