'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { UserDto } from '@app/contracts';
import { useEffect, useState } from 'react';

/** The server answers nothing to less, so that nobody can list everybody. */
export const MIN_LETTERS = 3;
const PAUSE_MS = 200;

export type PeopleSearch = { state: 'idle' | 'loading' | 'failed' } | { state: 'done'; users: readonly UserDto[] };

/** People by the start of their name; the answer to an older question is dropped. */
export function usePeopleSearch(query: string): PeopleSearch {
  const { rest, me } = useParley();
  const [search, setSearch] = useState<PeopleSearch>({ state: 'idle' });
  const wanted = query.trim();

  useEffect(() => {
    if ([...wanted].length < MIN_LETTERS) {
      setSearch({ state: 'idle' });
      return;
    }
    let isCurrent = true;
    setSearch((now) => (now.state === 'done' ? now : { state: 'loading' }));
    const timer = setTimeout(async () => {
      try {
        const users = await rest.users.search(wanted);
        if (isCurrent) setSearch({ state: 'done', users: users.filter((user) => user.id !== me.id) });
      } catch (thrown) {
        if (!(thrown instanceof ParleyError)) throw thrown;
        if (isCurrent) setSearch({ state: 'failed' });
      }
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [rest, me.id, wanted]);

  return search;
}
