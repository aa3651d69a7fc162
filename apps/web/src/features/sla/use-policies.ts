'use client';

import { ParleyError } from '@app/client';
import { useParley } from '@app/client/react';
import type { SlaPolicyDto, SlaPolicyInput } from '@app/contracts';
import { useCallback, useEffect, useState } from 'react';

export interface Policies {
  /** Null until they are there. */
  policies: readonly SlaPolicyDto[] | null;
  error: ParleyError | null;
  load: () => Promise<void>;
  /** Throws `ParleyError`. */
  put: (input: SlaPolicyInput) => Promise<void>;
}

/** What is promised to customers, by priority and category. */
export function usePolicies(): Policies {
  const { rest } = useParley();
  const [policies, setPolicies] = useState<readonly SlaPolicyDto[] | null>(null);
  const [error, setError] = useState<ParleyError | null>(null);

  const load = useCallback(async () => {
    setError(null);
    try {
      setPolicies(await rest.call<SlaPolicyDto[]>({ method: 'GET', path: 'sla-policies' }));
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setError(thrown);
    }
  }, [rest]);
  useEffect(() => void load(), [load]);

  return {
    policies,
    error,
    load,
    async put(input) {
      const saved = await rest.call<SlaPolicyDto>({ method: 'PUT', path: 'sla-policies', body: { ...input } });
      const isOther = ({ priority, category }: SlaPolicyDto) =>
        priority !== saved.priority || category !== saved.category;
      setPolicies((before) => [...(before ?? []).filter(isOther), saved]);
    },
  };
}
