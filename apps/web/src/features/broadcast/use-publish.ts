'use client';

import { ParleyError, uuid } from '@app/client';
import { useParley } from '@app/client/react';
import type { BroadcastDto } from '@app/contracts';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { type BroadcastDraft, publishTimeOf, toBodyInput } from './broadcast-draft';

/** Nothing was published: after a correction it is another broadcast. After all others the first one may be out. */
const NOTHING_PUBLISHED: ReadonlySet<string> = new Set([
  'VALIDATION',
  'EMPTY_AUDIENCE',
  'FORBIDDEN',
  'RATE_LIMITED',
  'USER_NOT_FOUND',
]);

export interface Publishing {
  publish: (draft: BroadcastDraft) => Promise<void>;
  /** Keeps it for later, on the server. */
  keep: (draft: BroadcastDraft) => Promise<void>;
  isPublishing: boolean;
  error: ParleyError | null;
}

/**
 * Publishes once: every retry carries the same id, so a lost answer never becomes a second broadcast. `draftId`: what is kept on the
 * server already, and is sent by its own id.
 */
export function usePublish(draftId: string | null): Publishing {
  const { rest } = useParley();
  const router = useRouter();
  const newId = useRef<string | null>(null);
  const [isPublishing, setIsPublishing] = useState(false);
  const [error, setError] = useState<ParleyError | null>(null);

  const run = async (work: () => Promise<BroadcastDto>) => {
    setIsPublishing(true);
    setError(null);
    try {
      const { id } = await work();
      router.push(`/broadcasts/${id}`);
    } catch (thrown) {
      if (!(thrown instanceof ParleyError)) throw thrown;
      setIsPublishing(false);
      setError(thrown);
      if (NOTHING_PUBLISHED.has(thrown.code)) newId.current = null;
    }
  };

  const create = async (draft: BroadcastDraft, how: { isDraft: true } | ReturnType<typeof timed>) => {
    newId.current ??= uuid();
    const asked = { ...toBodyInput(draft), ...how, broadcastId: newId.current };
    return (await rest.broadcasts.create(asked)).broadcast;
  };

  return {
    publish: (draft) =>
      run(async () => {
        if (!draftId) return create(draft, timed(draft));
        await rest.broadcasts.update(draftId, toBodyInput(draft));
        return rest.broadcasts.schedule(draftId, timed(draft));
      }),
    keep: (draft) =>
      run(() => (draftId ? rest.broadcasts.update(draftId, toBodyInput(draft)) : create(draft, { isDraft: true }))),
    isPublishing,
    error,
  };
}

function timed(draft: BroadcastDraft) {
  const publishAt = publishTimeOf(draft);
  return publishAt ? { publishAt } : {};
}
