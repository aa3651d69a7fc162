'use client';

import { ParleyError, uuid } from '@app/client';
import { useParley } from '@app/client/react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { type BroadcastDraft, toCreateInput } from './broadcast-draft';

/** Nothing was published: after a correction it is another broadcast. After all others the first one may be out. */
const NOTHING_PUBLISHED: ReadonlySet<string> = new Set(['VALIDATION', 'EMPTY_AUDIENCE', 'FORBIDDEN', 'RATE_LIMITED']);

export interface Publishing {
  publish: (draft: BroadcastDraft) => Promise<void>;
  isPublishing: boolean;
  error: ParleyError | null;
}

/** Publishes once: every retry carries the same id, so a lost answer never becomes a second broadcast. */
export function usePublish(): Publishing {
  const { rest } = useParley();
  const router = useRouter();
  const broadcastId = useRef<string | null>(null);
  const [isPublishing, setIsPublishing] = useState(false);
  const [error, setError] = useState<ParleyError | null>(null);

  const publish = async (draft: BroadcastDraft) => {
    broadcastId.current ??= uuid();
    setIsPublishing(true);
    setError(null);
    try {
      const { broadcast } = await rest.broadcasts.create(toCreateInput(draft, broadcastId.current));
      router.push(`/broadcasts/${broadcast.id}`);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setIsPublishing(false);
      setError(thrown);
      if (NOTHING_PUBLISHED.has(thrown.code)) broadcastId.current = null;
    }
  };

  return { publish, isPublishing, error };
}
