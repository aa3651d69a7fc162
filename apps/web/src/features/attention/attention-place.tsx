'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import { whenIdle } from '@/ui/when-idle';

const Attention = lazy(() => import('./attention'));

/** Once the page has come to rest: nothing of it is needed to read or write. */
export function AttentionPlace() {
  const [isReady, setIsReady] = useState(false);
  useEffect(() => whenIdle(async () => setIsReady(true)), []);
  return <Suspense fallback={null}>{isReady && <Attention />}</Suspense>;
}
