'use client';

import { useCalls } from '@app/client/react';
import { lazyPart } from '@/ui/lazy-part';

const CallLayer = lazyPart(() => import('./call-layer'));

/** Where a call shows on every page; its parts are loaded with the first one. */
export function CallPlace() {
  const hasCall = useCalls(({ call }) => call !== null);
  return hasCall && <CallLayer />;
}
