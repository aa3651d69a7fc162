'use client';

import { useRouter } from 'next/navigation';
import { useDeskKeys } from './use-desk-keys';

/** J and K go down and up in the queue; without an open ticket both begin at its top. */
export function useQueueKeys(ids: readonly string[], currentId: string | null): void {
  const router = useRouter();
  const go = (step: 1 | -1) => () => {
    const at = currentId ? ids.indexOf(currentId) : -1;
    const next = ids[at < 0 ? 0 : at + step];
    if (next) router.push(`/desk/${next}`);
  };
  useDeskKeys({ j: go(1), k: go(-1) });
}
