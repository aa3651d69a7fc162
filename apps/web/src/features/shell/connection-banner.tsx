'use client';

import { useConnection, useOutbox } from '@app/client/react';
import { LoaderCircle, Turtle, WifiOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Banner } from '@/ui/banner';

/** A first connection that takes this long is worth a word; before, it would only flicker. */
const QUIET_MS = 2_000;

/** Read aloud politely when it changes; the region is always there, as readers miss regions that appear with their text. */
export function ConnectionBanner() {
  const t = useTranslations('connection');
  const { status } = useConnection();
  const isFragile = useOutbox(({ isDurable, items }) => !isDurable && items.length > 0);
  const isSlow = useIsLasting(status === 'connecting', QUIET_MS);
  return (
    <div role="status" className="flex-none">
      {status === 'offline' && (
        <Banner icon={WifiOff} tone="warn">
          {t(isFragile ? 'offlineFragile' : 'offline')}
        </Banner>
      )}
      {status === 'fallback' && (
        <Banner icon={Turtle} tone="quiet">
          {t('fallback')}
        </Banner>
      )}
      {isSlow && (
        <Banner icon={LoaderCircle} tone="quiet">
          {t('connecting')}
        </Banner>
      )}
    </div>
  );
}

/** True once a condition has held for so long. */
function useIsLasting(condition: boolean, ms: number): boolean {
  const [isLasting, setIsLasting] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => setIsLasting(true), ms);
    return () => {
      clearTimeout(timer);
      setIsLasting(false);
    };
  }, [condition, ms]);
  return condition && isLasting;
}
