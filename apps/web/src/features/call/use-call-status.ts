'use client';

import type { TabCall } from '@app/client';
import { useParley } from '@app/client/react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useClockText } from '@/features/voice/use-clock-text';

/** Where a call stands, in words; while two talk, for how long. */
export function useCallStatus(call: TabCall): string {
  const t = useTranslations('call');
  const { clock } = useClockText();
  const talkedMs = useTalkedMs(call);
  if (call.stage === 'connected') return clock(talkedMs);
  if (call.stage !== 'ended') return t(`stage.${call.stage}`);
  const time = call.answeredAt ? clock(talkedMs) : '';
  return t('ended', { outcome: outcomeOf(call), hasTime: time ? 'yes' : 'no', time });
}

/** How a call ended; one that never rang was not made. */
export function outcomeOf({ outcome, answeredAt, fault }: TabCall): string {
  return outcome ?? (fault && !answeredAt ? 'failed' : 'other');
}

/** By the server's clock, as the other side counts by it too. */
function useTalkedMs({ answeredAt, endedAt, stage }: TabCall): number {
  const parley = useParley();
  const [now, setNow] = useState(() => parley.now());
  const isRunning = stage === 'connected';
  useEffect(() => {
    if (!isRunning) return;
    setNow(parley.now());
    const timer = setInterval(() => setNow(parley.now()), 1_000);
    return () => clearInterval(timer);
  }, [parley, isRunning]);
  if (!answeredAt) return 0;
  return Math.max(0, (endedAt ? Date.parse(endedAt) : now) - Date.parse(answeredAt));
}
