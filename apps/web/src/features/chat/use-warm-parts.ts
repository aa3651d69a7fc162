'use client';

import { useEffect } from 'react';

const PAUSE_MS = 3_000;

/** What is loaded when it is first wanted, in the order in which that is likely. */
const PARTS = [
  () => import('./composer-chip'),
  () => import('./message-fault'),
  () => import('./chat-notice'),
  () => import('./reaction-chips'),
  () => import('@/features/attachment/attach-tray'),
  () => import('@/features/attachment/add-to-tray'),
  () => import('@/features/attachment/attachment-set'),
  () => import('@app/client/upload'),
  () => import('./mention-picker'),
  () => import('./message-menu'),
  () => import('./reaction-picker'),
  () => import('./remove-dialog'),
  () => import('./forward-dialog'),
  () => import('./search-panel'),
  () => import('@/features/attachment/viewer'),
  () => import('@/features/voice/voice-panel'),
  () => import('@/features/offer/offer-dialog'),
];

/** Once the page has come to rest, loads the rest of the chat: then it opens at once, and without a connection too. */
export function useWarmParts(): void {
  useEffect(() => {
    const timer = setTimeout(async () => {
      for (const load of PARTS) await load().catch(() => undefined); // it is tried again when it is wanted
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, []);
}
