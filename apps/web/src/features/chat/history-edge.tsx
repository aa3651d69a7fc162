'use client';

import type { MessageState } from '@app/client';
import { useTranslations } from 'next-intl';
import { Spinner } from '@/ui/spinner';
import { EDGE_PX } from './use-history-window';

/** Lies in the room above the first row, so that its coming and going moves nothing. */
export function HistoryEdge({ state }: { state: MessageState }) {
  const t = useTranslations('chat');
  const isStart = state.isLoaded && !state.hasBefore && state.items.length > 0;
  if (!isStart && !state.isLoading.before) return null;
  return (
    <div className="relative">
      <p
        className="absolute inset-x-0 bottom-0 grid place-content-center text-xs text-quiet"
        style={{ height: EDGE_PX - 8 }}
      >
        {state.isLoading.before ? (
          <span className="flex items-center gap-2">
            <Spinner />
            {t('loadingOlder')}
          </span>
        ) : (
          t('start')
        )}
      </p>
    </div>
  );
}
