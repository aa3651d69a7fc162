'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

export interface Blocked {
  /** Null while they load, or when they did not. */
  people: readonly UserDto[] | null;
  hasFailed: boolean;
  load: () => Promise<void>;
  /** The block of one of them has ended. */
  drop: (userId: string) => void;
}

/** Whom the viewer has blocked. */
export function useBlocked(): Blocked {
  const { rest } = useParley();
  const [people, setPeople] = useState<readonly UserDto[] | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const load = useCallback(async () => {
    setHasFailed(false);
    try {
      setPeople(await rest.users.blocked());
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setHasFailed(true);
    }
  }, [rest]);
  useEffect(() => void load(), [load]);
  const drop = (userId: string) => setPeople((all) => all?.filter(({ id }) => id !== userId) ?? null);
  return { people, hasFailed, load, drop };
}
