'use client';

import { useEffect, useState } from 'react';
import { whenIdle } from '@/ui/when-idle';
import type { VoiceStart } from './voice-start';

export interface Voice {
  /** The recorder is open since. */
  start: VoiceStart | null;
  open: (start: VoiceStart) => void;
  /** The button is not held any more. */
  freeHands: () => void;
  close: () => void;
}

/** The recorder of a composer; opens by itself on a recording that a reload, or another chat, came between. */
export function useVoice(userId: string, chatId: string, isAway: boolean): Voice {
  const [start, setStart] = useState<VoiceStart | null>(null);
  const open = (next: VoiceStart) => setStart((current) => current ?? next);

  useEffect(() => {
    if (isAway) {
      setStart(null);
      return;
    }
    return whenIdle(async () => {
      const { findLeftDraft } = await import('./left-draft');
      const draft = await findLeftDraft(userId, chatId);
      if (draft) setStart((current) => current ?? { press: null, draft });
    });
  }, [userId, chatId, isAway]);

  const freeHands = () => setStart((current) => current && { ...current, press: null });

  return { start, open, freeHands, close: () => setStart(null) };
}
