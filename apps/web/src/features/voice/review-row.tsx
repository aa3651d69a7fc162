'use client';

import { Mic, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { IconButton } from '@/ui/button';
import type { Recorder, RecorderState } from './create-recorder';
import { playback } from './playback';
import { SendVoice } from './send-voice';
import { SoundPlayer } from './sound-player';

interface ReviewRowProps {
  recorder: Recorder;
  state: RecorderState;
  isSending: boolean;
  onDiscard: () => void;
  onSend: () => void;
}

/** What was recorded, to listen to before it is sent; and the way on, where there is one. */
export function ReviewRow({ recorder, state, isSending, onDiscard, onSend }: ReviewRowProps) {
  const t = useTranslations('voice');
  const { durationMs, phase } = state;
  // The last moment comes after the end: then it is another sound.
  const { sound, peaks } = useMemo(() => {
    const { blob, peaks: taken } = recorder.take();
    const url = URL.createObjectURL(blob);
    return { sound: { id: url, url, durationMs }, peaks: taken };
  }, [recorder, durationMs]);
  useEffect(
    () => () => {
      playback.pause(sound.id);
      URL.revokeObjectURL(sound.url);
    },
    [sound],
  );
  return (
    <>
      <IconButton label={t('discard')} onPress={onDiscard}>
        <Trash2 aria-hidden className="size-5" />
      </IconButton>
      <div data-main={phase === 'ended' || undefined} className="min-w-0 flex-1">
        <SoundPlayer sound={sound} peaks={peaks} tone="page" isNarrow className="max-w-96" />
      </div>
      {phase === 'paused' && (
        <IconButton label={t('resume')} onPress={() => recorder.resume()} data-main className="text-danger">
          <Mic aria-hidden className="size-5" />
        </IconButton>
      )}
      <SendVoice onSend={onSend} isPending={isSending} />
    </>
  );
}
