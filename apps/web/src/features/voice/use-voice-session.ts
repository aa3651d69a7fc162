'use client';

import { useParley, useStore } from '@app/client/react';
import { useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { RecorderState } from './create-recorder';
import { playback } from './playback';
import { openVoiceSession, type VoiceSession } from './voice-session';
import type { VoiceStart } from './voice-start';

const NOTHING = createStore<RecorderState>(() => ({
  phase: 'asking',
  fault: null,
  endedBy: null,
  durationMs: 0,
  levels: [],
}));

export interface VoiceSessionView {
  /** Null for a moment, before the recorder is there. */
  session: VoiceSession | null;
  state: RecorderState;
  /** False: the device keeps nothing more, so that leaving the page loses the recording. */
  isKept: boolean;
}

/** A recording for as long as its panel is open. */
export function useVoiceSession(chatId: string, { draft }: VoiceStart): VoiceSessionView {
  const { me, limits } = useParley();
  const [session, setSession] = useState<VoiceSession | null>(null);
  const [isKept, setIsKept] = useState(true);

  useEffect(() => {
    const limitMs = limits.getState().voiceMaxMs;
    const opened = openVoiceSession({ userId: me.id, chatId, draft, limitMs, onNotKept: () => setIsKept(false) });
    setSession(opened);
    playback.pause();
    if (!draft) void opened.recorder.start();
    return () => void opened.leave();
  }, [me.id, chatId, draft, limits]);

  const state = useStore(session?.recorder ?? NOTHING, (now) => now);
  return { session, state, isKept };
}
