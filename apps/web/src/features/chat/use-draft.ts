'use client';

import { useParley } from '@app/client/react';
import { useSyncExternalStore } from 'react';
import { readDraft, subscribeDrafts } from './draft';

/** The unsent text of a chat as kept on this device; '' on the server. */
export function useDraft(chatId: string): string {
  const { me } = useParley();
  return useSyncExternalStore(
    subscribeDrafts,
    () => readDraft(me.id, chatId),
    () => '',
  );
}
