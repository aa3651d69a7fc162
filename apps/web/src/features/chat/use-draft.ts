'use client';

import type { Draft } from '@app/client';
import { useParley, useStore } from '@app/client/react';

/** What is left unsent in a chat on this device; none on the server. */
export function useDraft(chatId: string): Draft | undefined {
  return useStore(useParley().drafts, ({ byChatId }) => byChatId[chatId]);
}
