'use client';

import type { MessageState } from '@app/client';
import { useTranslations } from 'next-intl';
import { Spinner } from '@/ui/spinner';
import { DayRow } from './history-row';
import { EDGE_PX } from './row-heights';

interface HistoryEdgeProps {
  state: MessageState;
  startsAt: string | null;
}

/** Lies in the room above the first row, so that what changes here moves nothing below. */
export function HistoryEdge({ state, startsAt }: HistoryEdgeProps) {
  const t = useTranslations('chat');
  return (
    <div className="relative">
      <div className="absolute inset-x-0 bottom-0 grid content-end" style={{ height: EDGE_PX }}>
        {state.isLoading.before && (
          <p className="flex items-center justify-center gap-2 text-xs text-quiet">
            <Spinner />
            {t('loadingOlder')}
          </p>
        )}
        {state.isLoaded && !state.hasBefore && <p className="text-center text-xs text-quiet">{t('start')}</p>}
        {startsAt && <DayRow at={startsAt} />}
      </div>
    </div>
  );
}
