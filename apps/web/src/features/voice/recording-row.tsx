'use client';

import { Pause, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/button';
import type { RecorderState } from './create-recorder';
import { LiveWave } from './live-wave';
import { SendVoice } from './send-voice';
import { useClockText } from './use-clock-text';

interface RecordingRowProps {
  state: RecorderState;
  hold: 'none' | 'near' | 'away';
  isSending: boolean;
  onDiscard: () => void;
  onPause: () => void;
  onSend: () => void;
}

/** While the microphone is on: how long already, how it sounds, and what can be done about it. */
export function RecordingRow({ state, hold, isSending, onDiscard, onPause, onSend }: RecordingRowProps) {
  const t = useTranslations('voice');
  const isHeld = hold !== 'none';
  return (
    <>
      {!isHeld && (
        <IconButton label={t('discard')} onPress={onDiscard}>
          <Trash2 aria-hidden className="size-5" />
        </IconButton>
      )}
      <Elapsed durationMs={state.durationMs} />
      <LiveWave levels={state.levels} />
      {isHeld ? (
        <p role="status" className={hold === 'away' ? 'flex-none text-sm text-danger' : 'flex-none text-sm text-soft'}>
          {hold === 'away' ? t('letGoDeletes') : t('hold')}
          <span className="block text-xs text-quiet">{hold === 'near' && t('holdCancel')}</span>
        </p>
      ) : (
        <>
          <IconButton label={t('stop')} onPress={onPause} data-main>
            <Pause aria-hidden className="size-5" />
          </IconButton>
          <SendVoice onSend={onSend} isPending={isSending} />
        </>
      )}
    </>
  );
}

function Elapsed({ durationMs }: { durationMs: number }) {
  const t = useTranslations('voice');
  const { clock } = useClockText();
  return (
    <span className="tabular inline-flex min-h-(--target) flex-none items-center gap-2 ps-1 text-sm">
      <span role="img" aria-label={t('recording')} className="edge size-2.5 rounded-full bg-danger" />
      {clock(durationMs)}
    </span>
  );
}
